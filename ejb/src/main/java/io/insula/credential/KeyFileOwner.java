package io.insula.credential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;

/** To whom a file of keys belongs: whoever replaces it, root among others, leaves it and what lies beside it to them. */
record KeyFileOwner(Path keys, UserPrincipal user, GroupPrincipal group) {

    static KeyFileOwner of(Path keys) throws IOException {
        PosixFileAttributes seen = Files.readAttributes(keys, PosixFileAttributes.class);
        return new KeyFileOwner(keys, seen.owner(), seen.group());
    }

    /**
     * Gives them a file that was just made.
     *
     * @throws VaultKeysException if this account cannot
     */
    void take(Path made) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(made, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        PosixFileAttributes given = view.readAttributes();
        try {
            if (!given.owner().equals(user)) {
                view.setOwner(user);
            }
            if (!given.group().equals(group)) {
                view.setGroup(group);
            }
        } catch (IOException e) {
            Files.deleteIfExists(made);
            throw new VaultKeysException("The file of keys " + keys + " belongs to " + user.getName() + ':'
                    + group.getName() + ", and nothing can be given to them from here: run this as " + user.getName()
                    + " or as root");
        }
    }
}
