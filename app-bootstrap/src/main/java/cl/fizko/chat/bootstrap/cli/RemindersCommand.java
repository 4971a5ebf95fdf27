package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.reminder.BrowseEnrolments;
import cl.fizko.chat.application.reminder.EditEnrolments;
import cl.fizko.chat.application.reminder.EditReminderSettings;
import cl.fizko.chat.application.reminder.EditReminderSettings.Wanted;
import cl.fizko.chat.application.reminder.PreviewReminders;
import cl.fizko.chat.application.resource.Edited;
import cl.fizko.chat.application.resource.Versioned;
import cl.fizko.chat.bootstrap.wiring.Installation;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.page.PageRequest;
import cl.fizko.chat.domain.port.CompanyRepository;
import cl.fizko.chat.domain.reminder.Enrolment;
import cl.fizko.chat.domain.reminder.ReminderSettings;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reminders}: whom a company reminds of the F29, and when. */
@Command(
        name = "reminders",
        mixinStandardHelpOptions = true,
        description = {
            "Shows and changes whom a company reminds of the F29, and when. serve sends the template recordatorio_f29, once to each"
                    + " person for each period, some days before the due date."
        },
        footer = {
            "%nExamples:",
            "  fizko-chat reminders enrol +56912345678 --company_id 1",
            "  fizko-chat reminders enrol @phones.txt --company_id 1    one number a line",
            "  fizko-chat reminders settings --company_id 1 --days_before 5 --send_at 09:30",
            "  fizko-chat reminders preview --date 2026-12-18"
        })
final class RemindersCommand {

    private static final int PAGE = 100;

    /** What the actions about one company need to know. */
    static final class Target {
        @Option(
                names = "--company_id",
                required = true,
                description = "The company's id, as create_company printed it.")
        private long companyId;

        @Option(names = "--json", description = "Prints JSON, one object a line.")
        private boolean json;
    }

    @Spec
    private CommandSpec spec;

    @Command(
            name = "enrol",
            mixinStandardHelpOptions = true,
            footer = {
                "%nExamples:",
                "  fizko-chat reminders enrol +56912345678 --company_id 1",
                "  fizko-chat reminders enrol @phones.txt --company_id 1    one number a line"
            },
            description = "Reminds people from now on; who is enrolled already stays so.")
    int enrol(
            @Parameters(paramLabel = "PHONE", arity = "1..*", description = "Numbers, like +56912345678.")
                    List<String> phones,
            @Option(
                            names = "--config_id",
                            description = "The business number that reminds. Default: that of the person's latest"
                                    + " conversation, or the company's only active one.")
                    Optional<UUID> config,
            @Mixin Target target) {
        var numbers = numbers(phones);
        try (var installation = open(target)) {
            var edit = installation.get(EditEnrolments.class);
            var progress = new WorkProgress(spec.commandLine().getErr(), "people", OptionalLong.of(numbers.size()));
            for (var number : numbers) {
                var enrolled = edit.enrol(company(target), number, config.map(WhatsAppConfigId::new));
                print(target, enrolled.enrolment(), enrolled.isNew() ? "enrolled" : "was enrolled already");
                progress.done(1);
            }
        }
        return ExitCode.OK;
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            footer = {"%nExample:", "  fizko-chat reminders remove +56912345678 --company_id 1 --dry_run"},
            description = "Reminds people no more. Fails if one of them is not enrolled, and removes the others.")
    int remove(
            @Parameters(paramLabel = "PHONE", arity = "1..*", description = "Numbers, like +56912345678.")
                    List<String> phones,
            @Option(names = "--dry_run", description = "Tells who would be removed and changes nothing.")
                    boolean dryRun,
            @Mixin Target target) {
        var numbers = numbers(phones);
        var exitCode = ExitCode.OK;
        try (var installation = open(target)) {
            var browse = installation.get(BrowseEnrolments.class);
            var edit = installation.get(EditEnrolments.class);
            for (var number : numbers) {
                var found = browse.list(company(target), Optional.of(number), PageRequest.first(1))
                        .rows();
                if (found.isEmpty() || !(dryRun || edit.remove(company(target), number))) {
                    spec.commandLine().getErr().println(number + " is not enrolled");
                    exitCode = ExitCode.SOFTWARE;
                } else {
                    print(target, found.get(0), dryRun ? "would be removed" : "removed");
                }
            }
        }
        return exitCode;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            footer = {"%nExample:", "  fizko-chat reminders list --company_id 1"},
            description = "Shows who is enrolled, the newest first.")
    int list(@Mixin Target target) {
        try (var installation = open(target)) {
            var browse = installation.get(BrowseEnrolments.class);
            var request = Optional.of(PageRequest.first(PAGE));
            while (request.isPresent()) {
                var page = browse.list(company(target), Optional.empty(), request.get());
                page.rows()
                        .forEach(enrolment -> print(
                                target,
                                enrolment,
                                enrolment.contact().optedOutAt().isPresent() ? "opted out" : "enrolled"));
                request = page.older().map(from -> new PageRequest(1, PAGE, Optional.of(from)));
            }
        }
        return ExitCode.OK;
    }

    @Command(
            name = "settings",
            mixinStandardHelpOptions = true,
            footer = {"%nExample:", "  fizko-chat reminders settings --company_id 1 --days_before 5 --send_at 09:30"},
            description = "Shows when a company reminds, and changes what is given.")
    int settings(
            @Option(names = "--days_before", description = "How many days before the due date, 1 to 10.")
                    Optional<Integer> daysBefore,
            @Option(names = "--send_at", description = "From when on, 09:00 to 19:00; nothing is sent after 20:00.")
                    Optional<LocalTime> sendAt,
            @Option(names = "--timezone", description = "Like America/Santiago.") Optional<ZoneId> zone,
            @Mixin Target target) {
        try (var installation = open(target)) {
            var edit = installation.get(EditReminderSettings.class);
            var edited = edit.edit(
                    company(target),
                    Optional.empty(),
                    now -> new Wanted(
                            daysBefore.map(Integer::longValue).orElse(now.daysBefore()),
                            sendAt.orElse(now.sendAt()),
                            zone.orElse(now.zone())));
            print(target, ((Edited.Done<ReminderSettings>) edited).now());
        }
        return ExitCode.OK;
    }

    private void print(Target target, Versioned<ReminderSettings> settings) {
        var fields = ReminderFields.of(settings.value());
        var out = spec.commandLine().getOut();
        if (target.json) {
            out.println(Json.line(fields));
        } else {
            fields.forEach((name, value) -> out.printf("%-12s %s%n", name, value));
        }
        out.flush();
    }

    @Command(
            name = "preview",
            mixinStandardHelpOptions = true,
            footer = {"%nExample:", "  fizko-chat reminders preview --date 2026-12-18 --company_id 1"},
            description = "Shows who would be reminded on a day and of what, and why others would not. Sends nothing.")
    int preview(
            @Option(names = "--date", required = true, description = "The day, like 2026-12-18.") LocalDate date,
            @Option(names = "--company_id", description = "This company alone.") Optional<Long> companyId,
            @Option(names = "--json", description = "Prints JSON.") boolean json) {
        try (var installation = Installation.open(System.getenv())) {
            companyId.ifPresent(id -> requireCompany(installation, id));
            var preview = installation.get(PreviewReminders.class);
            var companies = companyId.map(id -> List.of(new CompanyId(id))).orElseGet(preview::companies);
            var days = preview.preview(companies, date);
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.indented(ReminderFields.of(date, days)));
            } else {
                new ReminderText(out).print(date, days);
            }
            out.flush();
        }
        return ExitCode.OK;
    }

    private static List<PhoneNumber> numbers(List<String> phones) {
        return phones.stream()
                .map(text -> PhoneNumber.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "PHONE: not a phone number with its country code, like +56912345678")))
                .toList();
    }

    private static CompanyId company(Target target) {
        return new CompanyId(target.companyId);
    }

    private static Installation open(Target target) {
        var installation = Installation.open(System.getenv());
        try {
            requireCompany(installation, target.companyId);
            return installation;
        } catch (RuntimeException e) {
            installation.close();
            throw e;
        }
    }

    private static void requireCompany(Installation installation, long id) {
        if (installation.get(CompanyRepository.class).byId(new CompanyId(id)).isEmpty()) {
            throw new IllegalArgumentException("--company_id: there is no company " + id);
        }
    }

    private void print(Target target, Enrolment enrolment, String what) {
        var out = spec.commandLine().getOut();
        if (target.json) {
            out.println(Json.line(ReminderFields.of(enrolment)));
        } else {
            out.printf("%s  %-8s %s%n", enrolment.id(), ReminderFields.masked(enrolment), what);
        }
        out.flush();
    }
}
