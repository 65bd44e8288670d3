package dev.rolecall.report;

import dev.rolecall.access.Route;
import dev.rolecall.drift.HeldTogether;
import dev.rolecall.drift.Pair;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Separation.Waiver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who holds together what policies keep apart, for machines: all of them. */
final class JsonPairs {
  private final JsonText json;

  JsonPairs(JsonText json) {
    this.json = json;
  }

  void write(HeldTogether together) {
    json.list("pairs", together.pairs(), pair -> json.object(() -> pair(pair)));
    json.list("unread", together.unread(), json.notices()::subject);
  }

  private void pair(Pair pair) {
    json.put("policy", pair.policy().name());
    json.put("severity", pair.standing().isDrift() ? "high" : "none");
    json.put("standing", pair.standing().word());
    json.named("person", () -> json.impact().person(pair.person()));
    routes("one", pair.one());
    routes("other", pair.other());
    @Nullable Waiver waiver = pair.waiver();
    if (waiver != null) {
      json.object("waiver", () -> waiver(waiver));
    }
    json.at(pair.policy().at());
  }

  private void routes(String name, List<Route> routes) {
    json.list(name, routes, route -> json.object(() -> route(route)));
  }

  private void route(Route route) {
    json.named("holder", () -> json.notices().subject(route.holder()));
    json.put("role", route.role().value());
    json.object("gives", () -> item(route.item()));
  }

  private void item(Holdable item) {
    switch (item) {
      case Holdable.OfRole(var slug) -> json.put("role", slug.value());
      case Holdable.OfCapability(var id) ->
          json.named("capability", () -> json.notices().capability(id));
    }
  }

  private void waiver(Waiver waiver) {
    json.put("owner", waiver.owner());
    json.put("reason", waiver.reason());
    json.put("expires", waiver.expires().toString());
    json.at(waiver.at());
  }
}
