"""The expected numbers in the tests of dev.assay.stats, computed without any of its code.

Run by hand with Python 3 and numpy/scipy (1.17 was used); the build does not need it. What is random here comes from
numpy's generator, except in `exact`, which reproduces the Java generator bit by bit.
"""

from fractions import Fraction

import numpy as np
from scipy import integrate, optimize, stats

MOUSE = np.array([94, 197, 16, 38, 99, 141, 23], float)  # Efron & Tibshirani 1993, table 2.1, treatment
SLEEP = np.array([1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4])  # Student 1908
DARWIN = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]  # Fisher 1935, section 17
CLUSTERS = [[1.0, 2.0, 4.0], [0.0], [3.0, 9.0], [2.0, 2.0, 1.0, 3.0], [5.0]]


def parts(clusters):
    rows = np.concatenate([np.asarray(c) for c in clusters])
    mean = rows.mean()
    residuals = np.array([np.sum(np.asarray(c) - mean) for c in clusters])
    sizes = np.array([len(c) for c in clusters], float)
    return mean, residuals, sizes, np.sqrt(np.sum(residuals**2)) / len(rows)


def t_of(weights, residuals, sizes):
    """Studentised shift of each row of weights, by the definition: normalise, take the ratio, its sandwich error."""
    weights = weights * len(sizes) / weights.sum(axis=1, keepdims=True)
    rows = weights @ sizes
    shift = weights @ residuals / rows
    errors = np.sqrt((weights * (residuals - shift[:, None] * sizes) ** 2).sum(axis=1)) / rows
    return shift / errors


def bootstrap(name, clusters, resamples=4_000_000):
    mean, residuals, sizes, error = parts(clusters)
    rng = np.random.default_rng(1)
    t = np.concatenate(
        [t_of(rng.beta(0.5, 1.5, (100_000, len(sizes))), residuals, sizes) for _ in range(resamples // 100_000)]
    )
    low, high = np.quantile(t, [0.025, 0.975])
    groups = len(sizes)
    student = stats.t.ppf(0.975, groups - 1) * np.sqrt(groups / (groups - 1))
    print(f"{name}: mean {mean:.6f}, error {error:.6f}, tails {low:.4f} {high:.4f}, student {student:.4f}")
    print(f"  ends: bootstrap {mean - high * error:.4f} {mean - low * error:.4f},", end=" ")
    print(f"Student {mean - student * error:.7f} {mean + student * error:.7f}")


def two_clusters():
    """Two rows: t = (q - 1/q)/sqrt 2 where q = |x1/x2| and x1, x2 have the semicircle's density."""
    cdf = lambda x: 2 / np.pi * (x * np.sqrt(1 - x * x) + np.arcsin(x))  # of |x|
    pdf = lambda x: 4 / np.pi * np.sqrt(1 - x * x)
    below = lambda q: integrate.quad(lambda x: cdf(min(1.0, q * x)) * pdf(x), 0, 1, epsabs=1e-12, limit=500)[0]
    q = optimize.brentq(lambda q: below(q) - 0.975, 1, 1000)
    print(f"two clusters: upper tail {(q - 1 / q) / np.sqrt(2):.5f}")


def subsets_up_to_zero(values):
    counts = {0: 1}
    for v in values:
        new = dict(counts)
        for s, c in counts.items():
            new[s + v] = new.get(s + v, 0) + c
        counts = new
    return Fraction(sum(c for s, c in counts.items() if s <= 0), 2 ** len(values))


MASK = (1 << 64) - 1


def rotl(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


def xoroshiro128pp(seed):
    """xoroshiro128++ 1.0 of Blackman and Vigna, its state filled by SplitMix64, as commons-rng does."""
    state = []
    x = seed
    for _ in range(2):
        x = (x + 0x9E3779B97F4A7C15) & MASK
        z = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        state.append(z ^ (z >> 31))
    s0, s1 = state
    while True:
        yield (rotl((s0 + s1) & MASK, 17) + s0) & MASK
        s1 ^= s0
        s0 = rotl(s0, 49) ^ s1 ^ ((s1 << 21) & MASK)
        s1 = rotl(s1, 28)


def signed(x):
    return x - (1 << 32) if x >> 31 else x


def exact(clusters, seed, resamples):
    _, residuals, sizes, _ = parts(clusters)
    random = xoroshiro128pp(seed)

    def weight():
        while True:
            bits = next(random)
            x = (signed(bits & 0xFFFFFFFF) + 0.5) * 2.0**-31
            y = (signed(bits >> 32) + 0.5) * 2.0**-31
            if x * x + y * y < 1:
                return x * x

    weights = np.array([[weight() for _ in sizes] for _ in range(resamples)])
    t = np.sort(t_of(weights, residuals, sizes))
    rank = (resamples + 1) // 40
    print(f"exact tails, seed {seed}, {resamples} resamples: {t[rank - 1]!r} {t[resamples - rank]!r}")


def drawn(values, seed, draws=100_000):
    random = xoroshiro128pp(seed)
    count = 0
    for _ in range(draws):
        total = 0
        for block in range(0, len(values), 8):
            if block % 64 == 0:
                bits = next(random)
            total += sum(v for i, v in enumerate(values[block : block + 8]) if bits >> i & 1)
            bits >>= 8
        count += total <= 0
    return count


if __name__ == "__main__":
    bootstrap("mouse", [[x] for x in MOUSE])
    bootstrap("mouse, reflected", [[-x] for x in MOUSE])
    bootstrap("sleep", [[x] for x in SLEEP])
    bootstrap("clusters", CLUSTERS)
    two_clusters()
    print("Darwin:", subsets_up_to_zero(DARWIN) * 2**15, "of", 2**15)
    many = DARWIN + [3, -5, 12, 9, -14, 20, -2]
    print("22 values:", float(subsets_up_to_zero(many)), "drawn with seed 7:", drawn(many, 7))
    wide = [1, -1] * 32 + [5, 5, -3, 5, -6, 5]
    print("70 values:", float(subsets_up_to_zero(wide)), "drawn with seed 7:", drawn(wide, 7))
    exact([[x] for x in MOUSE], 42, 10_000)
    exact(CLUSTERS, 42, 10_000)
    print("d_z of sleep:", SLEEP.mean() / SLEEP.std(ddof=1))
    bca = stats.bootstrap(
        (MOUSE,), np.mean, method="BCa", n_resamples=1_000_000, batch=100_000, rng=np.random.default_rng(1)
    )
    print("BCa of mouse:", bca.confidence_interval)
