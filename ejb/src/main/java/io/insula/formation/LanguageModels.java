package io.insula.formation;

/**
 * The models that a formation calls over the network.
 *
 * @param text null if the formation is answered by quotation
 * @param embedding null if texts are turned into vectors inside the process
 */
public record LanguageModels(TextModel text, EmbeddingModel embedding) {

    /** What a formation has that names no model. */
    public static final LanguageModels NONE = new LanguageModels(null, null);
}
