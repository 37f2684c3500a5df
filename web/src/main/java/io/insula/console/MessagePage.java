package io.insula.console;

import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** A page with one thing to say. */
@ApplicationScoped
class MessagePage {

    ConsoleAnswer of(PlatformException refused) {
        int status =
                switch (refused.code()) {
                    case INVALID_REQUEST -> 400;
                    case UNAUTHORIZED -> 401;
                    case FORBIDDEN -> 403;
                    case RESOURCE_NOT_FOUND -> 404;
                    case METHOD_NOT_ALLOWED -> 405;
                    case CONFLICT -> 409;
                    case PAYLOAD_TOO_LARGE -> 413;
                    case UNSUPPORTED_MEDIA_TYPE -> 415;
                    case RATE_LIMITED -> 429;
                    case PROVIDER_ERROR -> 502;
                    case SERVICE_UNAVAILABLE -> 503;
                    default -> 500;
                };
        ConsoleAnswer page = of(status, title(status), refused.getMessage());
        return refused.retryAfter()
                .map(later -> page.retryAfter(Math.max(1, later.toSeconds())))
                .orElse(page);
    }

    ConsoleAnswer of(int status, String title, String message) {
        Html content = Html.of("message", Map.of("title", Html.text(title), "message", Html.text(message)));
        return ConsoleAnswer.page(status, framed(title, Html.NOTHING, content));
    }

    /** A content in the frame that all pages have. */
    static Html framed(String title, Html actions, Html content) {
        return Html.of("frame", Map.of("title", Html.text(title), "actions", actions, "content", content));
    }

    static Map<String, Html> words(String place, String words) {
        return Map.of(place, Html.text(words));
    }

    private static String title(int status) {
        return switch (status) {
            case 403 -> "Access denied";
            case 404 -> "Not found";
            case 429, 503 -> "Try again later";
            case 502 -> "The login is not available";
            case 500 -> "Something went wrong";
            default -> "That did not work";
        };
    }
}
