package dev.helpdesk.service.request;

import dev.helpdesk.service.configuration.InvalidConfigurationException;
import java.util.List;

/** The addresses of proxies whose {@code X-Forwarded-For} is believed. */
final class TrustedProxies {

    private record Range(IpAddress network, int prefix) {

        static Range parse(String text) {
            String[] parts = text.split("/", 2);
            IpAddress network = IpAddress.parse(parts[0]).orElseThrow(() -> unreadable(text));
            int prefix = parts.length == 1 ? network.bits() : prefix(parts[1]);
            if (prefix < 0 || prefix > network.bits()) {
                throw unreadable(text);
            }
            return new Range(network, prefix);
        }

        private static int prefix(String digits) {
            return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
        }

        private static InvalidConfigurationException unreadable(String text) {
            return new InvalidConfigurationException(
                    "TRUSTED_PROXIES",
                    "must list addresses and ranges such as 10.0.0.0/8, and '" + text + "' is neither");
        }
    }

    private final List<Range> ranges;

    TrustedProxies(List<String> ranges) {
        this.ranges = ranges.stream().map(String::trim).map(Range::parse).toList();
    }

    boolean contains(IpAddress address) {
        return ranges.stream().anyMatch(range -> address.sharesPrefix(range.network(), range.prefix()));
    }
}
