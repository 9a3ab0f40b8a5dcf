// For Allure 3 from npm: npx allure generate --config allure-config/allurerc.mjs target/allure-results
export default {
  name: 'Assay: what holds',
  // As deep as Allure 2's report, so that links to the run's pages lead there from both.
  output: './target/site/allure3',
  // Beside Allure 2, and not taken by mvn clean; one line a report.
  historyPath: './.allure/history.jsonl',
  appendHistory: true,
  plugins: {
    awesome: {
      options: {
        reportName: 'Assay: what holds',
        singleFile: true,
        groupBy: ['epic', 'feature', 'story'],
      },
    },
  },
};
