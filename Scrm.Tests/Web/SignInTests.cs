using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Scrm.Core.Team;
using Scrm.Tests.Kit;
using static Scrm.Tests.Kit.RunningWeb;

namespace Scrm.Tests.Web;

public sealed class SignInTests
{
    [Fact]
    public async Task Set_up_link_makes_the_admin_and_is_gone_afterwards()
    {
        await using var web = await StartAsync();
        using var browser = web.Browser();
        var link = $"/setup?token={web.SetupToken}";

        var made = await PostFormAsync(browser, link, ("Form.Name", "林晓"), ("Form.Login", Login), ("Form.Password", Password), ("Form.Again", Password));

        Assert.EndsWith("/welcome", made.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/welcome")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/setup")).StatusCode);
    }

    [Fact]
    public async Task Guessed_set_up_token_finds_nothing()
    {
        await using var web = await StartAsync();
        using var browser = web.Browser();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/setup?token=0000")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/setup")).StatusCode);
    }

    [Fact]
    public async Task Every_page_sends_a_stranger_to_sign_in()
    {
        await using var web = await StartAsync();
        await web.AddAdminAsync();
        using var browser = web.Browser();

        foreach (var page in new[] { "/", "/settings/members", "/settings/audit", "/account/profile", "/account/password", "/welcome" })
        {
            var answer = await browser.GetAsync(page);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Contains("/sign-in", answer.Headers.Location!.ToString());
        }
    }

    [Fact]
    public async Task Sign_in_sets_a_new_cookie_that_scripts_and_other_sites_do_not_get()
    {
        await using var web = await StartAsync();
        await web.AddAdminAsync();
        using var browser = web.Browser();

        var first = await SignInAsync(browser);
        var second = await SignInAsync(web.Browser());

        var cookie = first.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("scrm.session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=lax", cookie);
        Assert.NotEqual(cookie, second.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("scrm.session=", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Unknown_name_and_wrong_password_read_the_same()
    {
        await using var web = await StartAsync();
        await web.AddAdminAsync();
        using var browser = web.Browser();

        var wrong = await (await SignInAsync(browser, Login, "not-the-password-1")).Content.ReadAsStringAsync();
        var unknown = await (await SignInAsync(browser, "nobody", "not-the-password-1")).Content.ReadAsStringAsync();

        Assert.Contains("class=\"refusal\"", wrong);
        Assert.Equal(Refusal(wrong), Refusal(unknown));
    }

    [Fact]
    public async Task Sign_in_goes_on_to_a_page_of_ours_and_nowhere_else()
    {
        await using var web = await StartAsync();
        await web.AddAdminAsync();

        Assert.EndsWith("/tags?group=3", (await SignInAsync(web.Browser(), to: "?to=%2Ftags%3Fgroup%3D3")).Headers.Location!.ToString());
        foreach (var elsewhere in new[] { "https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example" })
            Assert.DoesNotContain("evil", (await SignInAsync(web.Browser(), to: "?to=" + elsewhere)).Headers.Location!.ToString());
    }

    [Fact]
    public async Task Disabled_member_is_signed_out_at_the_next_request()
    {
        await using var web = await StartAsync();
        var scope = await web.AddAdminAsync();
        var members = web.Services.GetRequiredService<MemberBook>();
        var added = (await members.AddAsync(scope, new("王芳", "wangfang", Role.Sales, 0, ""), default)).Value!;
        using var browser = web.Browser();
        await SignInAsync(browser, "wangfang", added.Password);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);

        await members.EnableAsync(scope, added.MemberId, false, default);

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Settings_are_not_there_for_a_salesperson()
    {
        await using var web = await StartAsync();
        var added = (await web.Services.GetRequiredService<MemberBook>().AddAsync(await web.AddAdminAsync(), new("王芳", "wangfang", Role.Sales, 0, ""), default)).Value!;
        using var browser = web.Browser();
        await SignInAsync(browser, "wangfang", added.Password);

        foreach (var page in new[] { "/settings", "/settings/members", "/settings/departments", "/settings/api-keys", "/settings/audit", "/welcome" })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(page)).StatusCode);
    }

    [Fact]
    public async Task Sign_in_without_the_form_token_is_refused()
    {
        await using var web = await StartAsync();
        await web.AddAdminAsync();
        using var browser = web.Browser();
        var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "sign-in", ["Form.Login"] = Login, ["Form.Password"] = Password });

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/sign-in", form)).StatusCode);
    }

    [Fact]
    public async Task Guessing_from_one_address_is_slowed_down()
    {
        await using var web = await StartAsync();
        using var browser = web.Browser();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 35; i++) answers.Add((await browser.PostAsync("/sign-in", new FormUrlEncodedContent([]))).StatusCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    private static string Refusal(string html) => html[html.IndexOf("class=\"refusal\"", StringComparison.Ordinal)..][..120];

    [Fact]
    public async Task With_two_steps_the_password_alone_opens_nothing_and_the_code_opens_it()
    {
        await using var web = await StartAsync();
        var admin = await web.AddAdminAsync();
        using var browser = web.Browser();
        var secret = Totp.NewSecret();
        string CodeAt(long steps) => Totp.Code(secret, Totp.Step(TimeProvider.System.GetUtcNow().UtcDateTime) + steps);
        Assert.True((await web.Services.GetRequiredService<TwoStep>().TurnOnAsync(admin, secret, CodeAt(-1), default)).Ok);

        var shown = await (await PostFormAsync(browser, "/sign-in", ("Form.Login", Login), ("Form.Password", Password))).Content.ReadAsStringAsync();

        Assert.Contains("Second.Code", shown);
        Assert.Contains("/sign-in", (await browser.GetAsync("/account/profile")).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await PostShownAsync(browser, "/sign-in", shown, ("Second.Code", CodeAt(0)))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/profile")).StatusCode);
    }
}
