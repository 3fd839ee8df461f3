using Bunit;
using Microsoft.AspNetCore.Components;
using Scrm.Core;
using Scrm.Web.Controls;

namespace Scrm.Tests.Web;

public sealed class ControlTests
{
    private static readonly BusinessTime Shanghai = BusinessTime.Of("Asia/Shanghai");
    private static readonly DateTime Noon = new(2026, 3, 10, 4, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(10, "刚刚")]
    [InlineData(60 * 5, "5 分钟前")]
    [InlineData(3600 * 3, "3 小时前")]
    [InlineData(3600 * 13, "昨天")]
    [InlineData(86400 * 3, "3 天前")]
    [InlineData(86400 * 7, "7 天前")]
    [InlineData(86400 * 8, "2026-03-02")]
    public void Moments_read_as_people_say_them(int secondsAgo, string expected) =>
        Assert.Equal(expected, MomentText.Relative(Noon.AddSeconds(-secondsAgo), Noon, Shanghai));

    [Fact]
    public void Days_begin_where_the_company_works() =>
        Assert.Equal("2026-03-11 00:30", MomentText.Exact(new DateTime(2026, 3, 10, 16, 30, 0, DateTimeKind.Utc), Shanghai));

    [Fact]
    public void Zero_is_zero_and_unknown_is_a_dash()
    {
        using var bunit = new BunitContext();

        Assert.Equal("0", bunit.Render<Num>(p => p.Add(n => n.Value, 0)).Find(".num").TextContent);
        Assert.Equal("1,204", bunit.Render<Num>(p => p.Add(n => n.Value, 1204)).Find(".num").TextContent);
        Assert.Equal("—", bunit.Render<Num>(p => p.Add(n => n.Value, null)).Find(".num").TextContent);
    }

    [Fact]
    public async Task Second_click_of_a_double_click_does_nothing()
    {
        await using var bunit = new BunitContext();
        var (clicks, gate) = (0, new TaskCompletionSource());
        var button = bunit.Render<Busy>(p => p.Add(b => b.Text, "保存").Add(b => b.OnClick, EventCallback.Factory.Create(this, () => { clicks++; return gate.Task; })));

        var first = button.Find("button").ClickAsync(new());
        await button.Find("button").ClickAsync(new());
        gate.SetResult();
        await first;

        Assert.Equal(1, clicks);
        Assert.False(button.Find("button").HasAttribute("disabled"));
    }

    [Fact]
    public void What_cannot_be_undone_asks_for_the_name()
    {
        using var bunit = new BunitContext();
        var dialog = bunit.Render<ConfirmDialog>(p => p.Add(d => d.Title, "删除").Add(d => d.Act, "删除").Add(d => d.TypeThis, "VIP"));

        Assert.True(dialog.Find(".btn-primary").HasAttribute("disabled"));
        dialog.Find("input").Input("VIP");
        Assert.False(dialog.Find(".btn-primary").HasAttribute("disabled"));
    }

    [Fact]
    public void A_page_before_the_last_links_on()
    {
        using var bunit = new BunitContext();
        var pager = bunit.Render<Pager>(p => p.Add(x => x.Page, 2).Add(x => x.Size, 50).Add(x => x.Total, 120).Add(x => x.Link, n => $"/audit?page={n}"));

        Assert.Equal(["/audit?page=1", "/audit?page=3"], pager.FindAll("a").Select(a => a.GetAttribute("href")!));
    }
}
