using System.Security.Cryptography;

namespace Scrm.Core.Team;

/// <summary>The rules a password keeps: long, not plain, not the sign-in name.</summary>
public static class Passwords
{
    public const int Shortest = 12;
    public const int Longest = 128;
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>Null where the password will do.</summary>
    public static Refusal? Check(string? password, string login)
    {
        if (password is null || password.Length is < Shortest or > Longest) return new(TeamRefusal.PasswordTooShort, Shortest);
        var kinds = (password.Any(char.IsLetter) ? 1 : 0) + (password.Any(char.IsDigit) ? 1 : 0) + (password.Any(c => !char.IsLetterOrDigit(c)) ? 1 : 0);
        if (kinds < 2 || password.Distinct().Count() < 6) return new(TeamRefusal.PasswordTooPlain);
        if (login.Length > 3 && password.Contains(login, StringComparison.OrdinalIgnoreCase)) return new(TeamRefusal.PasswordIsLogin);
        return null;
    }

    /// <summary>A password for one use, without letters that are mistaken for each other.</summary>
    public static string OneTime()
    {
        while (true)
        {
            var password = RandomNumberGenerator.GetString(Alphabet, 16);
            if (Check(password, "") is null) return password;
        }
    }

    public static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
}
