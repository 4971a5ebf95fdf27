package cl.fizko.chat.domain.dialogue;

import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MediaKind;
import cl.fizko.chat.domain.message.MediaReference;
import cl.fizko.chat.domain.message.MessageContent;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordlessTest {

    @Test
    void messagesWithoutWords_areAcknowledgedOnce() {
        Script.begins()
                .customerSends(MediaKind.STICKER)
                .answers("fallback", "no lo puedo ver")
                .customerSends(MediaKind.AUDIO)
                .silent()
                .customer("cuando vence el f29?")
                .answers("tax_reminder")
                .customerSends(MediaKind.AUDIO)
                .answers("fallback", "audios")
                .sends(new MessageContent.Location(-33.4, -70.6, Optional.empty(), Optional.empty()))
                .silent()
                .customerSends(MediaKind.IMAGE)
                .answers("invoice_processing", "Recibido")
                .customerSends(MediaKind.DOCUMENT)
                .silentBecause("acknowledged just now");
    }

    @Test
    void wordsUnderAFile_andTranscripts_areWords() {
        Script.begins()
                .customerSays("cuándo vence el f29")
                .answers("tax_reminder")
                .sends(new MessageContent.Media(
                        MediaKind.IMAGE,
                        new MediaReference(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.of("te mando la factura del proveedor"),
                        Optional.empty()))
                .answers("invoice_processing");
    }

    @Test
    void whatIsNotSaidToUs_getsSilence() {
        var target = new ExternalId("wamid.0");
        Script.begins()
                .sends(new MessageContent.Reaction(target, Optional.of("👍")))
                .silentBecause("reaction")
                .sends(new MessageContent.Removal(target))
                .silentBecause("took a message back")
                .sends(new MessageContent.SystemNotice("user_changed_number"))
                .silentBecause("WhatsApp itself")
                .sends(new MessageContent.FormReply("encuesta", "{}"))
                .silentBecause("form")
                .sends(new MessageContent.Edit(target, new MessageContent.Text("cuando vence el f29?")))
                .answers("tax_reminder")
                .sends(new MessageContent.Unsupported("poll"))
                .answers("fallback", "no lo puedo ver");
    }
}
