using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scrm.Core.Team;
using Scrm.Web.Account;
using Scrm.Web.Hosting;

namespace Scrm.Tests.Kit;

/// <summary>The product itself, listening on a free port of this machine with a fresh SQLite database.</summary>
public sealed partial class RunningWeb : IAsyncDisposable
{
    public const string Login = "linxiao";
    public const string Password = "a-long-enough-1";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("scrm-web-");
    private readonly WebApplication app;

    private RunningWeb()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Scrm.Web", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Database:DataFolder"] = folder.FullName, ["urls"] = "http://127.0.0.1:0" });
        builder.Logging.ClearProviders();
        builder.AddScrm();
        app = builder.Build();
    }

    public IServiceProvider Services => app.Services;

    public string Address { get; private set; } = "";

    public string DataFolder => folder.FullName;

    internal string? SetupToken => Services.GetRequiredService<SetupToken>().Current;

    public static async Task<RunningWeb> StartAsync()
    {
        var web = new RunningWeb();
        await TestDatabase.PutAsync(web.DataFolder);
        await web.app.PrepareAsync();
        web.app.UseScrm();
        await web.app.StartAsync();
        web.Address = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return web;
    }

    public async Task<Scope> AddAdminAsync()
    {
        var admin = await Services.GetRequiredService<Accounts>().SetUpAsync("林晓", Login, Password, "zh-CN", default);
        Services.GetRequiredService<SetupToken>().Spend();
        return (await Services.GetRequiredService<Roster>().ScopeAsync(admin.Value!.MemberId, default))!;
    }

    /// <summary>A browser without scripts: keeps cookies, follows no redirects.</summary>
    public HttpClient Browser() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(Address) };

    /// <summary>Fills a page's form as a person would, with the hidden fields the page brought.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(HttpClient browser, string page, params (string Name, string Value)[] fields) =>
        await PostShownAsync(browser, page, await browser.GetStringAsync(page), fields);

    /// <summary>The same with a page that is open already, because only the answer to the last form shows this one.</summary>
    public static async Task<HttpResponseMessage> PostShownAsync(HttpClient browser, string page, string html, params (string Name, string Value)[] fields)
    {
        var hidden = Hidden().Matches(html).Select(m => new KeyValuePair<string, string>(m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)));
        return await browser.PostAsync(page, new FormUrlEncodedContent(hidden.Concat(fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)))));
    }

    public static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string login = Login, string password = Password, string to = "") =>
        PostFormAsync(browser, "/sign-in" + to, ("Form.Login", login), ("Form.Password", password));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "scrm.db")}")) SqliteConnection.ClearPool(connection);
        folder.Delete(recursive: true);
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
