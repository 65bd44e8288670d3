package dev.rolecall.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatTest {

  @Test
  void everyFileIsFormatted() throws IOException {
    assertEquals(
        List.of(),
        new Format().unformatted(Code.MODULE.resolve("src")),
        "not formatted; run: ./mvnw -q -Pformat validate");
  }

  @Test
  void theRuleFindsWhatItIsFor(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("Good.java"), "record Good(int a) {}\n");
    Files.writeString(
        folder.resolve("Bad.java"), "import java.util.List;\nrecord Bad( int a ) {}\n");
    Files.writeString(
        folder.resolve("New.java"),
        "interface New { default int f(Object o) { return switch (this) { case New _ -> 1; }; } }");
    assertEquals(List.of("Bad.java", "New.java"), new Format().unformatted(folder));
  }
}
