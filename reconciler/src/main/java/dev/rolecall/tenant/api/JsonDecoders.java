package dev.rolecall.tenant.api;

import dev.rolecall.http.Json;
import dev.rolecall.http.UnreadableResponse;
import dev.rolecall.model.Capability;
import dev.rolecall.model.Capability.Origin;
import dev.rolecall.model.Capability.Status;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import java.util.SortedSet;
import java.util.TreeSet;

/** The records of the contract, read from where the walk stands. Texts are kept as they are. */
final class JsonDecoders {
  private JsonDecoders() {}

  /** The value of {@code data} in the envelope. */
  static <T> T data(Json json, Json.Shape<T> shape) throws UnreadableResponse {
    T data = null;
    json.object();
    for (String name = json.member(); name != null; name = json.member()) {
      if (name.equals("data")) {
        data = shape.read(json);
      } else {
        json.skip();
      }
    }
    return json.need(data, "data");
  }

  static Slug slug(Json json) throws UnreadableResponse {
    String text = json.text();
    if (text.isEmpty()) {
      throw json.unexpected("a slug");
    }
    return new Slug(text);
  }

  static Slug retired(Json json) throws UnreadableResponse {
    Slug slug = null;
    json.object();
    for (String name = json.member(); name != null; name = json.member()) {
      if (name.equals("slug")) {
        slug = slug(json);
      } else {
        json.skip();
      }
    }
    return json.need(slug, "slug");
  }

  static LiveRole role(Json json) throws UnreadableResponse {
    Slug slug = null;
    String title = null;
    String description = null;
    String version = null;
    Boolean system = null;
    SortedSet<CapabilityId> capabilities = null;
    json.object();
    for (String name = json.member(); name != null; name = json.member()) {
      switch (name) {
        case "slug" -> slug = slug(json);
        case "name" -> title = json.text();
        case "description" -> description = json.text();
        case "etag" -> version = json.textOrNull();
        case "system" -> system = json.flag();
        case "capabilities" -> capabilities = capabilityIds(json);
        default -> json.skip();
      }
    }
    var definition =
        new RoleDefinition(
            json.need(slug, "slug"),
            json.need(title, "name"),
            json.need(description, "description"),
            json.need(capabilities, "capabilities"));
    return new LiveRole(definition, json.need(system, "system"), version);
  }

  private static SortedSet<CapabilityId> capabilityIds(Json json) throws UnreadableResponse {
    var ids = new TreeSet<CapabilityId>();
    json.items(() ->
        ids.add(CapabilityId.parse(json.text()).orElseThrow(() -> json.unexpected("area:action"))));
    return ids;
  }

  static Capability capability(Json json) throws UnreadableResponse {
    String area = null;
    String action = null;
    String title = null;
    String description = null;
    Status status = null;
    Origin origin = null;
    json.object();
    for (String name = json.member(); name != null; name = json.member()) {
      switch (name) {
        case "area" -> area = json.text();
        case "action" -> action = json.text();
        case "name" -> title = json.text();
        case "description" -> description = json.text();
        case "status" -> status = status(json);
        case "origin" -> origin = origin(json);
        default -> json.skip();
      }
    }
    String id = json.need(area, "area") + ":" + json.need(action, "action");
    return new Capability(
        CapabilityId.parse(id).orElseThrow(() -> json.unexpected("an area and an action")),
        json.need(title, "name"),
        json.need(description, "description"),
        json.need(status, "status"),
        json.need(origin, "origin"));
  }

  private static Status status(Json json) throws UnreadableResponse {
    return switch (json.text()) {
      case "available" -> Status.AVAILABLE;
      case "in-flight" -> Status.IN_FLIGHT;
      default -> throw json.unexpected("available or in-flight");
    };
  }

  private static Origin origin(Json json) throws UnreadableResponse {
    return switch (json.text()) {
      case "system" -> Origin.SYSTEM;
      case "tenant" -> Origin.TENANT_DEFINED;
      default -> throw json.unexpected("system or tenant");
    };
  }
}
