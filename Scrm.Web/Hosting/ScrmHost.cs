using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration.Json;
using Radzen;
using Scrm.Core;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Import;
using Scrm.Core.Rights;
using Scrm.Core.Team;
using Scrm.Web.Account;
using Scrm.Web.Api;
using Scrm.Web.Events;
using Scrm.Web.Imports;
using Scrm.Web.Rights;
using Scrm.Web.Sources;

namespace Scrm.Web.Hosting;

/// <summary>What the product registers, prepares and serves; Program.cs calls these three in turn.</summary>
internal static class ScrmHost
{
    private const string DefaultAddress = "http://localhost:5080";

    public static void AddScrm(this WebApplicationBuilder builder)
    {
        // Behind the shipped settings and before the environment and the command line, which win.
        var shipped = builder.Configuration.Sources.Index().Last(source => source.Item is JsonConfigurationSource).Index;
        builder.Configuration.Sources.Insert(shipped + 1, new JsonConfigurationSource { Path = "appsettings.Local.json", Optional = true });
        var settings = builder.Configuration.GetSection("Database").Get<DatabaseSettings>() ?? new DatabaseSettings();
        Validator.ValidateObject(settings, new ValidationContext(settings), validateAllProperties: true);
        settings.DataFolder = Path.GetFullPath(settings.DataFolder, builder.Environment.ContentRootPath);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
            builder.WebHost.UseUrls(DefaultAddress);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);

        var imports = builder.Configuration.GetSection("Imports").Get<ImportSettings>() ?? new ImportSettings();
        Validator.ValidateObject(imports, new ValidationContext(imports), validateAllProperties: true);
        builder.Services.AddSingleton(imports);
        builder.Services.AddScrmCore(settings);
        builder.Services.AddScheduling();
        builder.Services.AddDataProtection().SetApplicationName("scrm");
        builder.Services.AddOptions<KeyManagementOptions>().Configure<ILoggerFactory>((keys, log) => keys.XmlRepository = PrivateKeyFiles.In(settings.DataFolder, log));
        builder.Services.AddScrmAccounts();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(circuits => circuits.DetailedErrors = false);
        builder.Services.AddRadzenComponents();
        builder.Services.AddScoped<Controls.Notice>();
        builder.Services.AddSingleton<Imports.ExportTickets>();
        builder.Services.AddSingleton<Events.WebLimits>();
        builder.Services.AddSingleton<PersonTickets>();
        builder.Services.AddScoped<Controls.BatchWatch>();
        builder.Services.AddTransient<Tags.TagsBoard>();
        builder.Services.AddResponseCompression(compression => compression.MimeTypes = ["text/css", "text/javascript", "application/javascript", "image/svg+xml"]);
        // A proxy on this machine ends TLS: its word on scheme and client address counts, nobody else's does.
        builder.Services.Configure<ForwardedHeadersOptions>(proxy => proxy.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        builder.Services.Configure<RequestLocalizationOptions>(Languages.Configure);
        builder.AddScrmApi();
    }

    public static async Task PrepareAsync(this WebApplication app)
    {
        await app.Services.GetRequiredService<DatabaseUpgrade>().RunAsync(default);
        await app.Services.GetRequiredService<ErasureRepeat>().RunAsync(default);
        await app.Services.GetRequiredService<BackupRetention>().SweepAsync(default);
        await app.Services.GetRequiredService<CompanyBook>().LoadAsync(default);
        await app.Services.GetRequiredService<SetupToken>().IssueAsync(default);
        app.Lifetime.ApplicationStarted.Register(() => Announcement.Print(app));
    }

    public static void UseScrm(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error", CreateScopeForErrors = true,
            StatusCodeSelector = fault => DatabaseFaults.Of(fault) == DatabaseFault.None ? StatusCodes.Status500InternalServerError : StatusCodes.Status503ServiceUnavailable,
        });
        app.UseStatusCodePagesWithReExecute(Urls.NotFound);
        app.Use((http, next) =>
        {
            if (!IsPage(http) && http.Features.Get<IStatusCodePagesFeature>() is { } words) words.Enabled = false;
            return next(http);
        });
        app.UseMiddleware<SecurityHeaders>();
        app.UseResponseCompression();
        app.UseRequestLocalization();
        app.UseRateLimiter();
        app.UseApiFrame();
        app.Use((http, next) =>
        {
            // No page or call means U+0000, and PostgreSQL takes none as a value.
            if (http.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) != true) return next(http);
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseApiTurns();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapAccounts();
        app.MapImports();
        app.MapWebEvents();
        app.MapSources();
        app.MapRights();
        app.MapHealth();
        app.MapApi();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(circuits => circuits.ContentSecurityFrameAncestorsPolicy = "'none'");
    }

    // Programs and posted forms keep their bare answer; a person looking for a page gets one in words.
    private static bool IsPage(HttpContext http) => HttpMethods.IsGet(http.Request.Method) && !http.Request.Path.StartsWithSegments("/api");
}
