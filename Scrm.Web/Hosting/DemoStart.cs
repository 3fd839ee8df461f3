using Microsoft.AspNetCore.Identity;
using Scrm.Core.Demo;
using Scrm.Core.Team;
using Scrm.Web.Account;

namespace Scrm.Web.Hosting;

/// <summary>`--demo`: a made-up company in an empty database, and its sign-ins on the console.</summary>
internal static partial class DemoStart
{
    /// <summary>False, with the reason in the log, where the database is not empty.</summary>
    public static async Task<bool> FillDemoAsync(this WebApplication app)
    {
        var hasher = app.Services.GetRequiredService<IPasswordHasher<Member>>();
        var password = Passwords.OneTime();
        var filled = await app.Services.GetRequiredService<DemoCompany>().FillAsync(member =>
        {
            member.PasswordHash = hasher.HashPassword(member, password);
            member.SecurityStamp = Passwords.NewStamp();
        }, default);
        if (!filled)
        {
            NotEmpty(app.Logger);
            return false;
        }
        await app.Services.GetRequiredService<CompanyBook>().LoadAsync(default);
        await app.Services.GetRequiredService<SetupToken>().IssueAsync(default);
        Filled(app.Logger, DemoCompany.Customers, string.Join(", ", DemoCompany.Logins), password);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The demo company fills only an empty database, and this one is not. Set Database__DataFolder to another folder, or start without --demo.")]
    private static partial void NotEmpty(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Demo company with {Customers} customers is ready. Sign in as one of {Logins}, password {Password}")]
    private static partial void Filled(ILogger log, int customers, string logins, string password);
}
