package cl.fizko.chat.bootstrap.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.Temporal;

/** The hexagon's directions and names. It stands here because only this module sees every other. */
@AnalyzeClasses(
        packages = "cl.fizko.chat",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /** {@link DoNotIncludeTests} does not look into jars of tests. */
    static class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String DOMAIN = "cl.fizko.chat.domain..";
    private static final String PORTS = "cl.fizko.chat.domain.port..";
    private static final String APPLICATION = "cl.fizko.chat.application..";
    private static final String BOOTSTRAP = "cl.fizko.chat.bootstrap..";

    @ArchTest
    static final ArchRule the_domain_is_plain_java = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(DOMAIN, "java..");

    @ArchTest
    static final ArchRule the_application_knows_the_domain_alone = classes()
            .that()
            .resideInAPackage(APPLICATION)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(APPLICATION, DOMAIN, "java..", "jakarta.inject..", "org.slf4j..");

    @ArchTest
    static final ArchRule adapters_are_strangers =
            slices().matching("cl.fizko.chat.adapter.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule nothing_depends_on_the_bootstrap = noClasses()
            .that()
            .resideOutsideOfPackage(BOOTSTRAP)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BOOTSTRAP);

    @ArchTest
    static final ArchRule providers_and_models_need_the_domain_alone = noClasses()
            .that()
            .resideInAnyPackage("..adapter.kapso..", "..adapter.openai..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(APPLICATION);

    @ArchTest
    static final ArchRule http_calls_use_cases_never_ports = noClasses()
            .that()
            .resideInAPackage("..adapter.http..")
            .should()
            .dependOnClassesThat(resideInAPackage(PORTS).and(JavaClass.Predicates.INTERFACES));

    @ArchTest
    static final ArchRule ports_are_the_only_interfaces_to_the_outside = noClasses()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "java.net..", "java.nio.channels..", "javax..");

    @ArchTest
    static final ArchRule the_domain_has_no_cycles =
            slices().matching("cl.fizko.chat.domain.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_application_has_no_cycles =
            slices().matching("cl.fizko.chat.application.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule time_is_an_argument =
            noClasses().that().resideInAnyPackage(DOMAIN, APPLICATION).should().callMethodWhere(readsTheSystemClock());

    @ArchTest
    static final ArchRule dependencies_come_by_constructor = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("cl.fizko.chat..")
            .should()
            .beAnnotatedWith(Inject.class);

    @ArchTest
    static final ArchRule only_commands_print = noClasses()
            .that()
            .resideOutsideOfPackage("..bootstrap.cli..")
            .and()
            .doNotHaveSimpleName("TrainStandardModel") // a step of the build
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule names_say_something = noClasses()
            .that()
            .doNotHaveSimpleName("AgentManager") // the specification's own word
            .should()
            .haveNameMatching(".*(Manager|Impl|Utils?|Helper)$|.*\\.(util|utils|common|misc)\\..*");

    @ArchTest
    static final ArchRule use_cases_are_final = classes()
            .that()
            .resideInAPackage(APPLICATION)
            .and()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .should()
            .haveModifier(JavaModifier.FINAL);

    private static DescribedPredicate<JavaMethodCall> readsTheSystemClock() {
        return DescribedPredicate.describe("read the system's clock", call -> {
            var owner = call.getTargetOwner();
            var name = call.getName();
            return (owner.isAssignableTo(Temporal.class) && name.equals("now"))
                    || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"))
                    || (owner.isEquivalentTo(Clock.class) && name.startsWith("system"));
        });
    }
}
