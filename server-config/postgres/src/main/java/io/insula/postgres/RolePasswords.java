package io.insula.postgres;

/** The passwords of the three roles that may log in. */
record RolePasswords(String owner, String app, String backup) {
    @Override
    public String toString() {
        return "RolePasswords[hidden]";
    }
}
