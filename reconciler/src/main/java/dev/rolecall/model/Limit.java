package dev.rolecall.model;

/**
 * How many of something a run may touch: few always, more while they are a small part of all, and
 * never more than so many.
 *
 * @param floor up to this many are no matter
 * @param share above the floor, up to so many in a hundred of all
 * @param ceiling and never more than this
 */
public record Limit(int floor, int share, int ceiling) {
  /** What a number comes to. */
  public enum Reached {
    WITHIN,
    /** More than the floor, and more than the share. */
    ABOVE_SHARE,
    ABOVE_CEILING
  }

  /**
   * Judges a number.
   *
   * @param all how many there are; the number is among them
   */
  public Reached by(int number, int all) {
    if (number > ceiling) {
      return Reached.ABOVE_CEILING;
    }
    boolean aboveShare = (long) number * 100 > (long) share * all;
    return number > floor && aboveShare ? Reached.ABOVE_SHARE : Reached.WITHIN;
  }
}
