using System.Net;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Web;

public sealed class SecurityHeaderTests
{
    [Fact]
    public async Task Scripts_come_from_files_only_and_nobody_frames_us()
    {
        await using var web = await RunningWeb.StartAsync();
        await web.AddAdminAsync();
        using var browser = web.Browser();
        await RunningWeb.SignInAsync(browser);

        foreach (var page in new[] { "/sign-in", "/", "/no-such-page", "/healthz/live" })
        {
            var answer = await browser.GetAsync(page);
            var policy = string.Join(';', answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("script-src 'self';", policy);
            Assert.Contains("frame-ancestors 'none'", policy);
            Assert.DoesNotContain("frame-ancestors 'self'", policy);
            Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
            Assert.Equal(["same-origin"], answer.Headers.GetValues("Referrer-Policy"));
            Assert.False(answer.Headers.Contains("Server"));
            Assert.DoesNotMatch("<script(?![^>]* src=)", await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task Another_site_cannot_open_a_circuit(string origin, HttpStatusCode expected)
    {
        await using var web = await RunningWeb.StartAsync();
        await web.AddAdminAsync();
        using var browser = web.Browser();
        await RunningWeb.SignInAsync(browser);

        var foreign = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1") { Headers = { { "Origin", origin } } };
        var own = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1") { Headers = { { "Origin", web.Address } } };

        Assert.Equal(expected, (await browser.SendAsync(foreign)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(own)).StatusCode);
    }

    [Fact]
    public async Task A_stranger_gets_no_circuit()
    {
        await using var web = await RunningWeb.StartAsync();

        var answer = await web.Browser().PostAsync("/_blazor/negotiate?negotiateVersion=1", null);

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Watchdogs_are_answered_without_signing_in()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = web.Browser();

        Assert.Equal("ok", await browser.GetStringAsync("/healthz/live"));
        Assert.Contains("\"ready\":true", await browser.GetStringAsync("/healthz/ready"));
    }

    [Fact]
    public async Task Missing_page_says_so_in_words()
    {
        await using var web = await RunningWeb.StartAsync();
        await web.AddAdminAsync();
        using var browser = web.Browser();
        await RunningWeb.SignInAsync(browser);

        var answer = await browser.GetAsync("/no-such-page");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("没有这个页面", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Keys_in_the_data_folder_are_for_the_owner_only()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var web = await RunningWeb.StartAsync();
        await web.Browser().GetAsync("/sign-in");
        var keys = new DirectoryInfo(Path.Combine(web.DataFolder, "keys")).GetFiles();

        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, key.UnixFileMode));
    }
}
