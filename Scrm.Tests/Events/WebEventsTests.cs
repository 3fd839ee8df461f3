using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Events;

public sealed class WebEventsTests
{
    private const string Shop = "https://www.example.com";

    [Theory, OnSqlite, OnPostgres]
    public async Task Page_views_of_the_companys_site_are_taken_once_and_of_others_refused(DatabaseEngine engine)
    {
        await using var data = await TestDatabase.CreateAsync(engine);
        await using var host = await WebHost.StartOnAsync(data);
        var id = (await host.Get<SiteBook>().SaveAsync(0, new("官网", "https://www.EXAMPLE.com/ \nhttp://localhost:8080"), WebHost.Admin, default)).Value;
        var site = (await host.Get<SiteBook>().ListAsync(WebHost.Admin, default)).Single();
        Assert.Equal([Shop, "http://localhost:8080"], site.Origins);
        using var http = new HttpClient { BaseAddress = host.Address };
        var view = $$"""{"site":"{{site.Key}}","visitor":"aaaabbbbccccdddd","key":"view-0001","page":"/price?phone=13800001234","title":"价格","seconds":42,"referrer":"https://m.baidu.com/s?wd=x"}""";

        var taken = await CollectAsync(view);
        Assert.Equal((HttpStatusCode.NoContent, Shop), (taken.StatusCode, taken.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        Assert.Equal(HttpStatusCode.NoContent, (await CollectAsync(view)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await CollectAsync(view, "https://evil.example")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await CollectAsync(view, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await CollectAsync(view.Replace(site.Key, "0000"))).StatusCode);
        Assert.False((await CollectAsync(view, "https://evil.example")).Headers.Contains("Access-Control-Allow-Origin"));
        foreach (var bad in new[] { "{", "null", "[]", view.Replace("aaaabbbbccccdddd", "null"), view.Replace("view-0001", "x"), view.Replace("/price", "price") })
            Assert.Equal(HttpStatusCode.BadRequest, (await CollectAsync(bad)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await CollectAsync(view.Replace("价格", new string('x', 9000)))).StatusCode);
        await using (var db = data.CreateDbContext())
        {
            var seen = await db.CustomerEvents.SingleAsync();
            Assert.Equal((KindId.PageView, "/price", "价格", 42, """{"site":"www.example.com","from":"m.baidu.com"}"""), (seen.KindId, seen.Subject, seen.Text, seen.Seconds, seen.Properties));
        }
        Assert.True((await host.Get<SiteBook>().SaveAsync(id, new("官网", Shop, false), WebHost.Admin, default)).Ok);
        Assert.Equal(HttpStatusCode.Forbidden, (await CollectAsync(view.Replace("view-0001", "view-0002"))).StatusCode);

        Task<HttpResponseMessage> CollectAsync(string body, string? origin = Shop)
        {
            var call = new HttpRequestMessage(HttpMethod.Post, "/collect") { Content = new StringContent(body, Encoding.UTF8, "text/plain") };
            if (origin is not null) call.Headers.Add("Origin", origin);
            return http.SendAsync(call);
        }
    }

    [Fact]
    public async Task Browser_that_asks_beforehand_is_answered_for_known_sites_only()
    {
        await using var host = await WebHost.StartAsync();
        await host.Get<SiteBook>().SaveAsync(0, new("官网", Shop), WebHost.Admin, default);
        using var http = new HttpClient { BaseAddress = host.Address };

        Assert.Equal(HttpStatusCode.NoContent, await AskAsync(Shop));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync("https://evil.example"));
        var script = await http.GetAsync("/scrm.js");
        Assert.True((await script.Content.ReadAsByteArrayAsync()).Length is > 500 and < 3000);

        async Task<HttpStatusCode> AskAsync(string origin)
        {
            var call = new HttpRequestMessage(HttpMethod.Options, "/collect");
            call.Headers.Add("Origin", origin);
            return (await http.SendAsync(call)).StatusCode;
        }
    }

    [Fact]
    public async Task One_address_cannot_report_without_end()
    {
        await using var host = await WebHost.StartAsync();
        using var http = new HttpClient { BaseAddress = host.Address };
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 130; i++) answers.Add((await http.PostAsync("/collect", new StringContent("{}"))).StatusCode);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Link_leads_to_its_address_and_nowhere_else_and_notes_whose_it_was(DatabaseEngine engine)
    {
        await using var data = await TestDatabase.CreateAsync(engine);
        await using var host = await WebHost.StartOnAsync(data);
        var client = await host.ClientAsync(ApiScopes.CustomersWrite | ApiScopes.CustomersRead);
        var customer = (await client.PostAsync("customers", new { name = "王小明" })).Json["id"]!.GetValue<long>();
        var other = (await client.PostAsync("customers", new { name = "李芳" })).Json["id"]!.GetValue<long>();
        var book = host.Get<LinkBook>();
        var id = (await book.SaveAsync(0, new("价目表", "https://www.example.com/price?x=1"), WebHost.Admin, default)).Value;
        var second = (await book.SaveAsync(0, new("活动", "https://www.example.com/party"), WebHost.Admin, default)).Value;
        var (mine, elsewhere) = ((await book.PersonalAsync(id, customer, WebHost.Admin, default))!, (await book.PersonalAsync(second, customer, WebHost.Admin, default))!);
        var (path, token) = (mine.Split('?')[0], mine.Split("?c=")[1]);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address };

        string[] forged = ["", token[..^1] + (token[^1] == 'A' ? 'B' : 'A'), token.Replace(customer.ToString("x"), other.ToString("x")), elsewhere.Split("?c=")[1], "x", $"{customer}.", "a.b.c"];
        foreach (var tried in forged)
        {
            var led = await http.GetAsync($"{path}?c={Uri.EscapeDataString(tried)}&to=https://evil.example&url=//evil.example");
            Assert.Equal((HttpStatusCode.Redirect, "https://www.example.com/price?x=1"), (led.StatusCode, led.Headers.Location!.ToString()));
        }
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.Redirect, (await http.GetAsync(mine)).StatusCode);
        var machine = new HttpRequestMessage(HttpMethod.Get, mine);
        machine.Headers.TryAddWithoutValidation("User-Agent", "Slackbot-LinkExpanding 1.0");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Redirect, (await http.SendAsync(machine)).StatusCode);

        var row = (await book.ListAsync(WebHost.Admin, default)).Single(l => l.Id == id);
        Assert.Equal((forged.Length + 1, 1), (row.Clicks, row.People));
        Assert.Equal([(customer, "王小明", 1)], (await book.VisitorsAsync(id, WebHost.Admin, default))!.Select(v => (v.CustomerId, v.Name, v.Clicks)));
        await using var db = data.CreateDbContext();
        await db.Customers.Where(c => c.Id == customer).ExecuteUpdateAsync(c => c.SetProperty(x => x.OwnerId, 7L));
        Assert.Empty((await book.VisitorsAsync(id, new Scope(Actor.Member(8), Role.Sales, 2, [8]), default))!);
        Assert.Equal("价目表", (await db.CustomerEvents.SingleAsync(e => e.CustomerId == customer)).Text);
        Assert.False(await db.CustomerEvents.AnyAsync(e => e.CustomerId == other));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/l/nothing")).StatusCode);
        await book.SaveAsync(id, new("价目表", "https://www.example.com/", Enabled: false), WebHost.Admin, default);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(mine)).StatusCode);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Links_and_sites_that_cannot_be_are_refused(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (links, sites) = (library.Get<LinkBook>(), library.Get<SiteBook>());
        foreach (var url in new[] { "javascript:alert(1)", "//evil.example", "/settings", "ftp://x.example", "https://", "https://a:b@x.example", "https://x.example/a\nb", "data:text/html,x" })
            Assert.Equal(EventRefusal.UrlForm, (await links.SaveAsync(0, new("链接", url), Library.Admin, default)).Refused?.Why);
        foreach (var (origins, why) in new[] { ("", EventRefusal.OriginMissing), ("file:///etc", EventRefusal.OriginForm), ("https://a:b@x.example", EventRefusal.OriginForm) })
            Assert.Equal(why, (await sites.SaveAsync(0, new("官网", origins), Library.Admin, default)).Refused?.Why);
        Assert.Equal(EventRefusal.NameLength, (await links.SaveAsync(0, new(" ", Shop), Library.Admin, default)).Refused!.Why);
        Assert.Equal(EventRefusal.NotAllowed, (await links.SaveAsync(0, new("链接", Shop), Library.Admin with { Role = Role.Sales }, default)).Refused!.Why);
        Assert.Equal(EventRefusal.NotAllowed, (await sites.SaveAsync(0, new("官网", Shop), Library.Admin with { Role = Role.Operator }, default)).Refused!.Why);
        var id = (await links.SaveAsync(0, new("链接", Shop), Library.Admin, default)).Value;
        var theirs = await library.CustomerAsync("王小明", c => c.OwnerId = 9);
        Assert.Null(await links.PersonalAsync(id, theirs.Id, new Scope(Scrm.Core.Actor.Member(5), Role.Sales, 0, [5]), default));
    }
}
