using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Scrm.Web.Account;

namespace Scrm.Web.Hosting;

/// <summary>What the person who started Scrm sees: where it listens and, before there is an admin, the one-time set-up link.</summary>
internal static partial class Announcement
{
    public static void Print(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        address = address.Replace("[::]", "localhost").Replace("0.0.0.0", "localhost").TrimEnd('/');
        Listening(app.Logger, address);
        if (app.Services.GetRequiredService<SetupToken>().Current is { } token) SetupLink(app.Logger, $"{address}{Urls.Setup(token)}");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Scrm listens on {Address}")]
    private static partial void Listening(ILogger log, string address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Scrm has no admin yet. Set it up once with this link: {Link}")]
    private static partial void SetupLink(ILogger log, string link);
}
