using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Scrm.Core.Team;

namespace Scrm.Web.Account;

/// <summary>Secrets sealed with the installation's own keys, which lie in the data folder and not in the database.</summary>
internal sealed class SecretBox(IDataProtectionProvider protection) : ISecretBox
{
    private readonly IDataProtector protector = protection.CreateProtector("scrm.secrets");

    public string Seal(string secret) => protector.Protect(secret);

    public string? Open(string box)
    {
        try
        {
            return box.Length == 0 ? null : protector.Unprotect(box);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>Between the two steps of signing in: proof that the password was right, good for five minutes, carried by the form.</summary>
internal sealed class SignInTicket(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("scrm.second-step").ToTimeLimitedDataProtector();

    public string Issue(long memberId, string stamp) => protector.Protect(FormattableString.Invariant($"{memberId} {stamp}"), Life);

    /// <summary>Null where it is none of ours, or too old.</summary>
    public (long MemberId, string Stamp)? Read(string? ticket)
    {
        try
        {
            return protector.Unprotect(ticket ?? "").Split(' ') is [var id, var stamp] ? (long.Parse(id, System.Globalization.CultureInfo.InvariantCulture), stamp) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
