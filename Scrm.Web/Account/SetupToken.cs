using System.Security.Cryptography;
using System.Text;
using Scrm.Core.Team;

namespace Scrm.Web.Account;

/// <summary>The one-time token of the first run: made at start while there is no admin, gone for good once one is made.</summary>
internal sealed class SetupToken(Accounts accounts)
{
    private volatile string? current;

    public string? Current => current;

    public async Task IssueAsync(CancellationToken cancel) =>
        current = await accounts.HasAdminAsync(cancel) ? null : Convert.ToHexString(RandomNumberGenerator.GetBytes(20)).ToLowerInvariant();

    /// <summary>Somebody may have used the link of another node.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        if (current is not null && await accounts.HasAdminAsync(cancel)) Spend();
    }

    public bool Fits(string? token) =>
        current is { } right && token is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(token));

    public void Spend() => current = null;
}
