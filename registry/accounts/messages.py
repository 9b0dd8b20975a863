"""What Flask-Security says to people, in our words and in our catalogue of translations."""


def N_(text: str) -> str:
    """Mark a text for the catalogue; Flask-Security looks it up when it shows it."""
    return text


MESSAGES = {
    "API_ERROR": (N_("This could not be read. Please try again."), "danger"),
    "ALREADY_CONFIRMED": (N_("This e-mail address is confirmed already. Sign in."), "info"),
    "ANONYMOUS_USER_REQUIRED": (N_("You are signed in. Sign out first to go there."), "info"),
    "CONFIRMATION_EXPIRED": (
        N_("This link is too old. Ask for a new one below."),
        "warning",
    ),
    "CONFIRMATION_REQUEST": (
        N_("If %(email)s still has to be confirmed, a letter with a new link is on its way."),
        "info",
    ),
    "CONFIRMATION_REQUIRED": (
        N_("Confirm your e-mail address first: open the link in the letter we sent you."),
        "warning",
    ),
    "CONFIRM_REGISTRATION": (
        N_("We have sent a letter to %(email)s. Open the link in it to confirm the address."),
        "success",
    ),
    "DISABLED_ACCOUNT": (N_("This account is closed. Write to the register."), "danger"),
    "EMAIL_ALREADY_ASSOCIATED": (N_("%(email)s has an account already."), "danger"),
    "EMAIL_CONFIRMED": (N_("Your e-mail address is confirmed. You can sign in now."), "success"),
    "EMAIL_NOT_PROVIDED": (N_("Enter your e-mail address."), "danger"),
    "FORGOT_PASSWORD": (N_("Forgotten your password?"), "info"),
    "GENERIC_AUTHN_FAILED": (
        N_("The e-mail address and the password do not match. Check both and try again."),
        "danger",
    ),
    "INVALID_CONFIRMATION_TOKEN": (
        N_("This link is not complete or no longer valid. Ask for a new one below."),
        "warning",
    ),
    "INVALID_EMAIL_ADDRESS": (
        N_("Enter an e-mail address in the form name@example.com."),
        "danger",
    ),
    "INVALID_PASSWORD": (N_("This is not your password. Try again."), "danger"),
    "INVALID_RECOVERY_CODE": (
        N_("This is not one of your unused recovery codes. Each works once."),
        "danger",
    ),
    "INVALID_REDIRECT": (
        N_("The page you were to be sent to is not on this site. Sign in again to go on."),
        "warning",
    ),
    "INVALID_RESET_PASSWORD_TOKEN": (
        N_("This link is not complete or was used already. Ask for a new one below."),
        "warning",
    ),
    "PASSWORD_CHANGE": (N_("Your password is changed. Other devices are signed out."), "success"),
    "PASSWORD_INVALID_LENGTH": (
        N_("Use at least %(length)s characters. Four unrelated words are easy to remember."),
        "danger",
    ),
    "PASSWORD_IS_THE_SAME": (N_("Choose a password that differs from the old one."), "danger"),
    "PASSWORD_NOT_PROVIDED": (N_("Enter a password."), "danger"),
    "PASSWORD_RESET_EXPIRED": (
        N_("This link is too old. Ask for a new one below."),
        "warning",
    ),
    "PASSWORD_RESET_NO_LOGIN": (
        N_("Your password is changed. Sign in with the new one."),
        "success",
    ),
    "PASSWORD_RESET_REQUEST": (
        N_("If %(email)s has an account, a letter with a link is on its way."),
        "info",
    ),
    "PASSWORD_TOO_SIMPLE": (
        N_("This password is easy to guess. Make it longer: four unrelated words, for example."),
        "danger",
    ),
    "REAUTHENTICATION_REQUIRED": (
        N_("Please enter your password again before changing this."),
        "info",
    ),
    "REAUTHENTICATION_SUCCESSFUL": (N_("Thank you. You can go on."), "success"),
    "RETYPE_PASSWORD_MISMATCH": (N_("The two passwords differ."), "danger"),
    "TWO_FACTOR_INVALID_TOKEN": (
        N_("This code does not match. Enter the newest code of your app; each works once."),
        "danger",
    ),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": (N_("You are signed in."), "success"),
    "TWO_FACTOR_PERMISSION_DENIED": (N_("Please sign in again."), "info"),
    "UNAUTHENTICATED": (N_("Sign in to see this page."), "info"),
    "USER_DOES_NOT_EXIST": (N_("This e-mail address has no account."), "danger"),
}
"""Message and kind of notice by Flask-Security's name for it, of all that we offer."""
