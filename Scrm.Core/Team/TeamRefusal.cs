namespace Scrm.Core.Team;

/// <summary>Why an act on the team, an account or the company was refused.</summary>
public enum TeamRefusal
{
    NotAllowed, NotFound, NameLength, LoginForm, LoginTaken, PasswordTooShort, PasswordTooPlain, PasswordIsLogin, WrongPassword,
    SignInFailed, SignInLocked, LastAdmin, NotYourself, AlreadySetUp, EditedMeanwhile, UnknownZone, PromoteRange, NoLogin,
    DepartmentCycle, DepartmentInUse, DepartmentTaken, NoScopes, ExpiryPast, CodeNeeded, CodeWrong, PhoneUnreadable,
}
