package cl.fizko.chat.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cl.fizko.chat.application.template.SetUpTemplates;
import cl.fizko.chat.application.template.TemplateSetUp;
import cl.fizko.chat.application.template.TemplateSetUp.Account;
import cl.fizko.chat.application.template.TemplateSetUp.Installed;
import cl.fizko.chat.application.template.TemplateSetUp.Judged;
import cl.fizko.chat.application.template.TemplateSetUp.Step;
import cl.fizko.chat.application.template.TemplateSetUp.Store;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.message.Failure;
import cl.fizko.chat.domain.message.FailureReason;
import cl.fizko.chat.domain.template.TemplateStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateSetUpOutputTest {

    private static final ProviderId KAPSO = new ProviderId("kapso");

    @Test
    void text_saysForEachWhatBecameOfItHereAndThere() {
        var account = new Account(
                KAPSO,
                "209",
                Optional.empty(),
                List.of(
                        new Judged("a", Step.SUBMITTED, Optional.of(TemplateStatus.PENDING), Optional.empty()),
                        new Judged("b", Step.KNOWN, Optional.of(TemplateStatus.APPROVED), Optional.empty()),
                        new Judged("c", Step.REFUSED, Optional.empty(), Optional.of("meta:100/1, too long"))));
        assertThat(text(
                        false,
                        List.of(
                                new Installed("a", Store.CREATED),
                                new Installed("b", Store.UNCHANGED),
                                new Installed("c", Store.EDITED)),
                        List.of(account)))
                .isEqualToNormalizingNewlines("""
                        a                   stored; kapso 209: submitted, pending
                        b                   unchanged; kapso 209: known, approved
                        c                   edited by the company, kept; kapso 209: refused (meta:100/1, too long)

                        done; --force restores c
                        """);
    }

    @Test
    void text_ofNothingDone_saysSo() {
        assertThat(text(false, List.of(new Installed("a", Store.UNCHANGED)), List.of()))
                .contains("only stored: no number")
                .endsWith("nothing to do" + System.lineSeparator());
    }

    @Test
    void text_ofADryRun_saysWouldBe() {
        assertThat(text(true, List.of(new Installed("a", Store.RESTORED)), List.of()))
                .contains("would be restored")
                .contains("nothing was done");
    }

    @Test
    void fields_tellTheSame() {
        var dead = new Account(
                KAPSO,
                "209",
                Optional.of(new Failure(FailureReason.CONFIG, "http:401", "the key is not accepted")),
                List.of());
        var command = new SetUpTemplates.Command(new CompanyId(1), true, false);
        var result = new TemplateSetUp(
                List.of(new Installed("a", Store.RESTORED), new Installed("b", Store.UNCHANGED)), List.of(dead));
        assertThat(Json.line(new TemplateSetUpOutput(command, result).fields()))
                .isEqualTo("{\"company_id\":1,\"language\":\"es_CL\",\"dry_run\":false,\"changed\":true,\"edited\":[],"
                        + "\"restored\":[\"a\"],\"submitted\":true,\"templates\":[{\"name\":\"a\",\"stored\":\"restored\","
                        + "\"providers\":[]},{\"name\":\"b\",\"stored\":\"unchanged\",\"providers\":[]}],\"errors\":"
                        + "[{\"provider\":\"kapso\",\"business_account_id\":\"209\",\"reason\":"
                        + "\"http:401, the key is not accepted\"}]}");
        assertThat(result.succeeded()).isFalse();
    }

    private static String text(boolean dryRun, List<Installed> installed, List<Account> accounts) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        new TemplateSetUpOutput(
                        new SetUpTemplates.Command(new CompanyId(1), false, dryRun),
                        new TemplateSetUp(installed, accounts))
                .print(out);
        out.flush();
        return text.toString();
    }
}
