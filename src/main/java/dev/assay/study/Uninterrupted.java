package dev.assay.study;

import java.util.concurrent.CountDownLatch;

/** Waiting that an interrupt does not end: what is waited for uses a model that would be closed. */
final class Uninterrupted {
  private Uninterrupted() {}

  static void await(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
