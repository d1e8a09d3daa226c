package dev.parley.provider;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The provider shares nothing with what is tried against it. */
class ArchitectureTest {
  private final JavaClasses ours =
      new ClassFileImporter()
          .importUrl(Provider.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void itKnowsOnlyTheJdkUndertowAndJackson() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "java..",
            "javax.crypto..",
            "io.undertow..",
            "org.xnio..",
            "com.fasterxml.jackson..",
            "dev.parley.provider..")
        .check(ours);
  }

  @Test
  void whatItKnowsDoesNotKnowHowItIsTold() {
    noClasses()
        .that()
        .resideInAPackage("..account..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("java..", "..account..")
        .check(ours);
    noClasses()
        .that()
        .resideOutsideOfPackages("..http..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.undertow..", "org.xnio..")
        .check(ours);
    slices().matching("dev.parley.provider.(*)..").should().beFreeOfCycles().check(ours);
  }
}
