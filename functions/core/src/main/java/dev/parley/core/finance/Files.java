package dev.parley.core.finance;

/** How the files of a night are called. */
public final class Files {
  private Files() {}

  /**
   * The lines that a slice has found in the day.
   *
   * @param slice its name
   */
  public static String lines(Night night, String slice) {
    return folder(night) + "ledger-" + slice + ".csv";
  }

  /** What the day has changed, account by account. */
  public static String statement(Night night) {
    return folder(night) + "statement.csv";
  }

  /** What our book and the provider's do not say alike. */
  public static String differences(Night night) {
    return folder(night) + "differences.csv";
  }

  private static String folder(Night night) {
    return night.workspace() + "/" + night.date() + "/";
  }
}
