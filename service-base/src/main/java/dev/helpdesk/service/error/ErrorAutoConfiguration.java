package dev.helpdesk.service.error;

import org.apache.catalina.Context;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import tools.jackson.databind.json.JsonMapper;

/** Gives a service its error answers. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class ErrorAutoConfiguration {

    @Bean
    ErrorCatalogue commonErrors() {
        return ErrorCatalogue.of("messages/common-errors", CommonError.values());
    }

    @Bean
    ErrorWriter errorWriter(ObjectProvider<ErrorCatalogue> catalogues, JsonMapper json) {
        return new ErrorWriter(new ErrorSentences(catalogues.orderedStream().toList()), json);
    }

    @Bean
    ErrorHandler errorHandler(ErrorWriter errors) {
        return new ErrorHandler(errors);
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler(ErrorWriter errors) {
        return (request, response, rejected) ->
                errors.write(request, response, ApiException.of(CommonError.MALFORMED_REQUEST));
    }

    /** Its presence keeps Spring Boot's error page away: no address of ours ever answers in place of another. */
    @Bean
    ErrorController noErrorPage() {
        return new ErrorController() {};
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerErrors(ErrorWriter errors) {
        return factory -> factory.addContextCustomizers(context -> answerWith(new ContainerErrors(errors), context));
    }

    private static void answerWith(ContainerErrors valve, Context context) {
        for (ErrorPage page : context.findErrorPages()) {
            context.removeErrorPage(page);
        }
        context.getParent().getPipeline().addValve(valve);
    }
}
