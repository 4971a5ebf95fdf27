package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.application.access.ChooseCompany;
import cl.fizko.chat.application.conversation.Release;
import cl.fizko.chat.application.conversation.TakeOver;
import cl.fizko.chat.application.sending.SendContent;
import cl.fizko.chat.application.sending.SendTemplate;
import cl.fizko.chat.application.sending.SubmitMessage;
import cl.fizko.chat.application.template.BrowseTemplates;
import cl.fizko.chat.application.template.EditTemplates;
import com.google.inject.AbstractModule;

/** The use cases that only the API calls. */
final class ApiModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(ChooseCompany.class);
        bind(SubmitMessage.class);
        bind(SendContent.class);
        bind(SendTemplate.class);
        bind(BrowseTemplates.class);
        bind(EditTemplates.class);
        bind(TakeOver.class);
        bind(Release.class);
    }
}
