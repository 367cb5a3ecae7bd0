package io.detsguard.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.detsguard.domain.term.Atom;
import io.detsguard.storage.distribution.NodeCall;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The arrows of {@code ARCHITECTURE.md}. A rule that finds nothing to look at fails, so none of
 * them can be lost to a renamed package.
 */
@AnalyzeClasses(
    packages = "io.detsguard",
    importOptions = {DoNotIncludeTests.class, ProductClasses.class})
class DependencyRuleTest {
  private static final String BASE = "io.detsguard.";

  @ArchTest
  static final ArchRule domainKnowsTheJdkAlone =
      classes()
          .that()
          .resideInAPackage(BASE + "domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", BASE + "domain..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule applicationKnowsTheDomainAlone =
      classes()
          .that()
          .resideInAPackage(BASE + "application..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", BASE + "domain..", BASE + "application..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule storageKnowsNoOtherAdapterAndNobodyWhoWiresIt = adapter("storage");

  @ArchTest static final ArchRule httpKnowsNoOtherAdapterAndNobodyWhoWiresIt = adapter("http");

  @ArchTest
  static final ArchRule adaptersReachTheApplicationThroughItsPorts =
      noClasses()
          .that()
          .resideInAnyPackage(BASE + "storage..", BASE + "http..", BASE + "ws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(BASE + "application.service..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule webAdaptersAreAskedAndNeverImplementStorage =
      noClasses()
          .that()
          .resideInAnyPackage(BASE + "http..", BASE + "ws..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "io\\.detsguard\\.application\\.port\\.out\\.(Figure|Live|Repository|Run|Session|Snapshot|Staged|Table|Token).*")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule onlyTheEdgesKnowTheFramework =
      noClasses()
          .that()
          .resideOutsideOfPackages(BASE + "http..", BASE + "ws..", BASE + "bootstrap..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micronaut..", "jakarta..", "io.netty..", "reactor..")
          .allowEmptyShould(false);

  /** Exceptions of the file system may be told apart anywhere; paths may not be followed. */
  @ArchTest
  static final ArchRule onlyStorageAndBootstrapSeeFiles =
      noClasses()
          .that()
          .resideOutsideOfPackages(BASE + "storage..", BASE + "bootstrap..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("java.nio.file..").and(not(assignableTo(Exception.class))))
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File|RandomAccessFile|FileInputStream|FileOutputStream)")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule onlyTheServiceKnowsTheFrameworkWithinBootstrap =
      noClasses()
          .that()
          .resideInAnyPackage(
              BASE + "bootstrap.wiring..",
              BASE + "bootstrap.settings..",
              BASE + "bootstrap.sample..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micronaut..", "jakarta..", "io.netty..")
          .allowEmptyShould(false);

  /** Tells annotations by what they are: the library has them among its other types. */
  @ArchTest
  static final ArchRule commandsAreStatedInCode =
      noClasses()
          .that()
          .resideInAPackage(BASE + "bootstrap..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("picocli..")
                  .and(describe("are annotations", JavaClass::isAnnotation)))
          .because("the JDK makes classes to read annotations, at each start of a command")
          .allowEmptyShould(false);

  /** A call that the operator names comes from the configuration, by way of who lets owners go. */
  @ArchTest
  static final ArchRule onlyConfigurationNamesFunctionsOfNodes =
      noClasses()
          .that()
          .resideOutsideOfPackages(BASE + "bootstrap.settings..", BASE + "storage.node..")
          .should()
          .callConstructor(NodeCall.ConfiguredCall.class, Atom.class, Atom.class, List.class)
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule onlyTheClientHoldsConnectionsToNodes =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "storage.distribution..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("io\\.detsguard\\.storage\\.distribution\\.peer\\.NodeDialer\\$Dialled")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("io.detsguard.(**)").should().beFreeOfCycles().allowEmptyShould(false);

  @ArchTest
  static void everyPackageSaysWhatItIs(JavaClasses classes) {
    Set<String> packages = packages(classes.that(not(isPackageInfo())));
    Set<String> described = packages(classes.that(isPackageInfo()));
    packages.removeAll(described);
    assertEquals(Set.of(), packages, "packages without package-info.java");
  }

  @ArchTest
  static void everyModuleIsLookedAt(JavaClasses classes) {
    Set<String> modules =
        classes.stream()
            .map(type -> type.getPackageName() + ".")
            .filter(name -> name.startsWith(BASE))
            .map(name -> name.substring(BASE.length(), name.indexOf('.', BASE.length())))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of("application", "bootstrap", "domain", "http", "storage", "ws"), modules);
  }

  private static ArchRule adapter(String name) {
    String[] others =
        Set.of("storage", "http", "ws", "bootstrap").stream()
            .filter(other -> !other.equals(name))
            .map(other -> BASE + other + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(BASE + name + "..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(others))
        .allowEmptyShould(false);
  }

  private static Set<String> packages(JavaClasses classes) {
    return classes.stream()
        .map(JavaClass::getPackageName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static DescribedPredicate<JavaClass> isPackageInfo() {
    return describe("are package-info", type -> type.getSimpleName().equals("package-info"));
  }
}
