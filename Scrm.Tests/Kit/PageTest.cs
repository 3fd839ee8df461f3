using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Radzen;
using Scrm.Core;
using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Web.Account;
using Scrm.Web.Controls;

namespace Scrm.Tests.Kit;

/// <summary>Pages over a real SQLite database, seen by a signed-in admin in Chinese.</summary>
public sealed class PageTest : IAsyncDisposable
{
    private readonly TestDatabase database;

    private PageTest(TestDatabase database)
    {
        this.database = database;
        Bunit.JSInterop.Mode = JSRuntimeMode.Loose;
        Bunit.Services.AddSingleton<TimeProvider>(database.Clock);
        Bunit.Services.AddScrmCore(database.Settings);
        Bunit.Services.AddRadzenComponents();
        Bunit.Services.AddSingleton<ISecretBox, OpenBox>();
        Bunit.Services.AddSingleton<LiveSessions>();
        Bunit.Services.AddScoped<Notice>();
        Bunit.Services.AddScoped<BatchWatch>();
        Bunit.Services.AddScoped<CurrentScope>();
        Bunit.Services.AddSingleton<Scrm.Web.Imports.ExportTickets>();
        Bunit.Services.AddSingleton<Scrm.Web.Rights.PersonTickets>();
        Bunit.Services.AddTransient<Scrm.Web.Tags.TagsBoard>();
        Bunit.Services.AddSingleton<AuthenticationStateProvider>(SignedIn);
    }

    public BunitContext Bunit { get; } = new();

    public ManualClock Clock => database.Clock;

    public IDbContextFactory<ScrmDbContext> Database => database;

    public Scope Admin { get; private set; } = null!;

    private SessionHolder SignedIn { get; } = new();

    public static async Task<PageTest> StartAsync()
    {
        var test = new PageTest(await TestDatabase.CreateAsync(DatabaseEngine.Sqlite));
        var admin = (await test.Get<Accounts>().SetUpAsync("林晓", "linxiao", RunningWeb.Password, "zh-CN", default)).Value!;
        test.SignIn(admin);
        test.Admin = (await test.Get<Roster>().ScopeAsync(admin.MemberId, default))!;
        return test;
    }

    public T Get<T>() where T : notnull => Bunit.Services.GetRequiredService<T>();

    public void SignIn(SignedIn member) => SignedIn.Member = member;

    public IRenderedComponent<T> Open<T>(string url = "/") where T : IComponent
    {
        Bunit.Services.GetRequiredService<NavigationManager>().NavigateTo(url);
        return Bunit.Render<T>();
    }

    public async ValueTask DisposeAsync()
    {
        await Bunit.DisposeAsync();
        await database.DisposeAsync();
    }

    // The feed's AngleSharp.Diffing is older than the one bunit was built with. And tests read the screens in Chinese, as operators do.
    [ModuleInitializer]
    internal static void Prepare()
    {
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name == "AngleSharp.Diffing" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll")) : null;
        CultureInfo.DefaultThreadCurrentUICulture = new CultureInfo("zh-CN");
    }

    private sealed class SessionHolder : AuthenticationStateProvider
    {
        public SignedIn Member { get; set; } = null!;

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(Session.Principal(Member)));
    }
}
