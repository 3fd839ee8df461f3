using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scrm.Core;
using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Web.Hosting;

namespace Scrm.Tests.Kit;

/// <summary>The product itself in this process, on a port of its own and a fresh SQLite library, with its clock in the test's hand.</summary>
public sealed class WebHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TempFolder folder;

    private WebHost(WebApplication app, TempFolder folder, ManualClock clock)
    {
        (this.app, this.folder, Clock) = (app, folder, clock);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public static readonly Scope Admin = new(Actor.Member(1), Role.Admin, 0, [1]);

    public Uri Address { get; }
    public ManualClock Clock { get; }

    public static async Task<WebHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var (folder, clock) = (new TempFolder(), new ManualClock());
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Scrm.Web", ContentRootPath = folder.Path });
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["Database:DataFolder"] = folder.Path;
        foreach (var (name, value) in settings) builder.Configuration[name] = value;
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddScrm();
        if (settings.All(s => s.Name != "Database:Engine")) await TestDatabase.PutAsync(folder.Path);
        var app = builder.Build();
        await app.PrepareAsync();
        app.UseScrm();
        await app.StartAsync();
        return new(app, folder, clock);
    }

    /// <summary>The same on a database that is there already, which the caller disposes of after the host.</summary>
    public static Task<WebHost> StartOnAsync(TestDatabase data) => StartAsync(
        ("Database:Engine", $"{data.Settings.Engine}"), ("Database:ConnectionString", data.Settings.EffectiveConnectionString));

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>A client with a new key of these scopes; with none, a client without a key.</summary>
    public async Task<ApiClient> ClientAsync(ApiScopes scopes = ApiScopes.None, DateTime? expires = null)
    {
        // On a busy machine the answer to a body that is too large may take longer than the second a client waits before it sends.
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromSeconds(30) }) { BaseAddress = Address };
        if (scopes == ApiScopes.None) return new(http);
        var key = await Get<ApiKeys>().CreateAsync(Admin, "ERP", scopes, expires ?? BusinessTime.Never, default);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Value);
        return new(http);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        if (Get<DatabaseSettings>() is { Engine: DatabaseEngine.Sqlite } sqlite)
            using (var connection = new SqliteConnection(sqlite.EffectiveConnectionString)) SqliteConnection.ClearPool(connection);
        await app.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>Calls of the REST API, in as few words as a test needs.</summary>
public sealed class ApiClient(HttpClient http)
{
    public HttpClient Http => http;

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<ApiAnswer> PostAsync(string path, object? body = null, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, body, headers);

    /// <summary>The batch an answer names, once it has ended.</summary>
    public async Task<JsonNode> EndedAsync(ApiAnswer started)
    {
        Assert.Equal((202, ""), (started.Status, started.Code));
        for (var tries = 0; tries < 600; tries++)
        {
            var batch = (await GetAsync($"batches/{started.Json["batchId"]}")).Json;
            if (batch["state"]!.GetValue<string>() is not ("queued" or "running")) return batch;
            await Task.Delay(50);
        }
        throw new TimeoutException($"Batch {started.Json["batchId"]} does not end");
    }

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"/api/v1/{path}");
        if (body is HttpContent content) request.Content = content;
        else if (body is not null) request.Content = new StringContent(body as string ?? System.Text.Json.JsonSerializer.Serialize(body, JsonShape), Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var response = await http.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response);
    }

    private static readonly System.Text.Json.JsonSerializerOptions JsonShape = new(System.Text.Json.JsonSerializerDefaults.Web);
}

/// <summary>What came back.</summary>
public sealed record ApiAnswer(int Status, byte[] Bytes, HttpResponseMessage Response)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Bytes)!;

    /// <summary>The stable code of a refusal.</summary>
    public string Code => Response.Content.Headers.ContentType?.MediaType == "application/problem+json" ? Json["code"]!.GetValue<string>() : "";
}
