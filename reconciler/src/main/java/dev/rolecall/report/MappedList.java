package dev.rolecall.report;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;

/** A view of a list whose items are made anew each time they are asked for, and never kept. */
final class MappedList<A, B> extends AbstractList<B> implements RandomAccess {
  private final List<A> items;
  private final Function<A, B> each;

  /** Of a list that can be asked for any of its items, and that nobody changes. */
  MappedList(List<A> items, Function<A, B> each) {
    this.items = items;
    this.each = each;
  }

  @Override
  public B get(int index) {
    return each.apply(items.get(index));
  }

  @Override
  public int size() {
    return items.size();
  }
}
