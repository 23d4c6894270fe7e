package dev.sluice.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API token: {@code slc_}, 32 random characters, and 6 of checksum, so that a typing error is known without asking
 * the database and secret scanners recognise it. Form after GitHub's tokens (github.blog, 5 April 2021).
 */
public record Secret(String text) {

    private static final String PREFIX = "slc_";
    private static final int RANDOM = 32;
    private static final int CHECKSUM = 6;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (RANDOM + CHECKSUM) + "}");
    private static final SecureRandom DICE = new SecureRandom();

    /** A new one: 190 random bits. */
    public static Secret draw() {
        StringBuilder random = new StringBuilder(PREFIX);
        for (int i = 0; i < RANDOM; i++) {
            random.append(DIGITS.charAt(DICE.nextInt(DIGITS.length())));
        }
        return new Secret(random + checksum(random.toString()));
    }

    /** Whether it can be a token at all. */
    public boolean isWellFormed() {
        return FORM.matcher(text).matches() && text.endsWith(checksum(text.substring(0, PREFIX.length() + RANDOM)));
    }

    /** What is stored of it. It has more than 128 random bits, so a fast hash is right. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What may be shown of it. */
    public String lastFour() {
        return text.substring(text.length() - 4);
    }

    /** Never the token. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }

    private static String checksum(String of) {
        CRC32 crc = new CRC32();
        crc.update(of.getBytes(StandardCharsets.UTF_8));
        long rest = crc.getValue();
        char[] digits = new char[CHECKSUM];
        for (int i = CHECKSUM - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }
}
