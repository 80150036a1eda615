package dev.helpdesk.service.json;

import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.ResourceRegionHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets a service read and write JSON under the strict settings, and nothing but JSON, text and plain bytes. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class JsonAutoConfiguration {

    /** Libraries on the class path must not open further formats: a body of YAML or XML is refused with 415. */
    private static final Set<Class<?>> KEPT = Set.of(
            ByteArrayHttpMessageConverter.class,
            StringHttpMessageConverter.class,
            ResourceHttpMessageConverter.class,
            ResourceRegionHttpMessageConverter.class);

    @Bean
    @Order
    ServerHttpMessageConvertersCustomizer strictJson(@Value("${http.json.max-size:64KB}") DataSize limit) {
        JsonBodies json = new JsonBodies(StrictJson.mapper(), Math.toIntExact(limit.toBytes()));
        return converters -> converters.configureMessageConvertersList(list -> keepOnly(list, json));
    }

    @Bean
    WebMvcConfigurer concreteContentTypes() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ConcreteContentType());
            }
        };
    }

    private static void keepOnly(List<HttpMessageConverter<?>> converters, JsonBodies json) {
        converters.removeIf(converter -> !KEPT.contains(converter.getClass()));
        converters.add(json);
    }
}
