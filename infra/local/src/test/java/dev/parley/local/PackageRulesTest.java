package dev.parley.local;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The local cloud is made of parts that know little of each other, and nothing of the product. */
class PackageRulesTest {
  private static final String BASE = "dev.parley.local";
  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(BASE);

  @Test
  void packagesHaveNoCycles() {
    // The root is a slice too: nobody may depend on what wires everything.
    slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(BASE + ".*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE)
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "bucket, file endpoint signature",
    "clock, file",
    "control, clock endpoint",
    "dynamo, clock template",
    "endpoint, http signature",
    "function, ''",
    "gateway, http json function signature",
    "identity, ''",
    "lambda, json file clock endpoint function",
    "mail, file endpoint",
    "page, endpoint",
    "pattern, ''",
    "queue, clock function pattern",
    "schedule, file clock function",
    "signature, ''",
    "stream, json file clock function",
    "template, ''",
    "topic, endpoint pattern signature",
    "file, ''",
    "http, ''",
    "json, ''",
    "*, *",
  })
  void aPackageUsesOfOursOnlyWhatItMay(String own, String other) {
    String[] allowed =
        Stream.of((own + " " + other).split(" "))
            .filter(it -> !it.isEmpty())
            .map(it -> it.equals("*") ? BASE + ".." : BASE + "." + it + "..")
            .toArray(String[]::new);
    assertThat(CLASSES).anyMatch(resideInAPackage(allowed[0]));
    noClasses()
        .that()
        .resideInAPackage(allowed[0])
        .should()
        .dependOnClassesThat(resideInAPackage("dev.parley..").and(resideOutsideOfPackages(allowed)))
        .check(CLASSES);
  }

  @Test
  @Conforms("fn-no-docker")
  void nothingNeedsAContainerAndOnlyIsolatedFunctionsArePartsOfOtherProcesses() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".function.isolated")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ProcessBuilder.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .orShould()
        .callMethod(Runtime.class, "exec", String.class)
        .check(CLASSES);
  }

  @Test
  void onlyTemplateReadsYaml() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".template..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.yaml..")
        .check(CLASSES);
  }
}
