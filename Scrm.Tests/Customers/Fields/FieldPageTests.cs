using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Team;
using Scrm.Tests.Kit;
using Scrm.Web.Account;
using Scrm.Web.Customers;
using Scrm.Web.Fields;

namespace Scrm.Tests.Customers.Fields;

public sealed class FieldPageTests
{
    [Fact]
    public async Task Empty_settings_say_what_fields_are_for_and_offer_the_next_step()
    {
        await using var test = await PageTest.StartAsync();
        var page = test.Open<FieldsPage>("/settings/fields");
        page.WaitForAssertion(() => Assert.Contains("标签转成字段", page.Find(".empty").TextContent));
        Assert.Equal(2, page.FindAll(".empty a").Count);
    }

    [Fact]
    public async Task New_choice_with_steps_is_made_and_drawn()
    {
        await using var test = await PageTest.StartAsync();
        var page = test.Open<FieldsPage>("/settings/fields?field=new");
        page.WaitForElement(".field-types");

        await page.InputAsync(".drawer input", "销售阶段");
        await page.ChangeAsync(".field-type input", true, (int)FieldType.OneChoice);
        await page.InputAsync(".option-line input.input", "线索");
        await page.InputAsync(".option-line input.input", "成交", 1);
        await page.InvokeAsync(() => page.FindAll(".toggle")[1].ClickAsync(new()));
        Assert.Single(page.FindAll(".step-picture path:not([d='M0 0 8 4 0 8z'])"));
        await page.ClickAsync(".drawer-foot .btn-primary");

        page.WaitForAssertion(() => Assert.Contains("按步骤", page.Find(".field-row").TextContent));
        var field = Assert.Single(await test.Get<FieldDesk>().ActiveAsync(default));
        Assert.Equal([new FieldStep(0, 1), new FieldStep(1, 2)], field.Steps);
    }

    [Fact]
    public async Task New_limits_say_how_many_values_lie_outside_before_they_are_saved()
    {
        await using var test = await PageTest.StartAsync();
        var id = (await test.Get<FieldDesk>().CreateAsync(new() { Name = "年龄", Type = FieldType.WholeNumber }, test.Admin, default)).Value;
        var customer = (await test.Get<CustomerEditor>().AddAsync(new() { Name = "王小明" }, test.Admin, default)).Value;
        Assert.True((await test.Get<FieldEditor>().WriteAsync(customer, [new(id, "130")], test.Admin, default))!.Value.Ok);
        var page = test.Open<FieldsPage>($"/settings/fields?field={id}");

        page.WaitForElement(".drawer input[placeholder=不限]");
        await page.ChangeAsync(".drawer input[placeholder=不限]", "120", 1);
        page.WaitForAssertion(() => Assert.Contains("1 位客户的值在范围外", page.Find(".drawer .hint").TextContent));
        Assert.Equal("≤ 120", page.Find(".field-preview input").GetAttribute("placeholder"));
        await page.ChangeAsync(".drawer input[placeholder=不限]", "121");
        page.WaitForAssertion(() => Assert.Contains("最小 121 比最大 120 还大", page.Find(".drawer .refusal").TextContent));
        await page.ChangeAsync(".drawer input[placeholder=不限]", "");
        await page.ClickAsync(".drawer-foot .btn-primary");

        page.WaitForAssertion(() => Assert.Contains("≤ 120", page.Find(".field-row").TextContent));
    }

    [Fact]
    public async Task Name_that_is_taken_is_told_while_typing()
    {
        await using var test = await PageTest.StartAsync();
        await test.Get<FieldDesk>().CreateAsync(new() { Name = "车牌号" }, test.Admin, default);
        var page = test.Open<FieldsPage>("/settings/fields?field=new");
        page.WaitForElement(".field-types");

        await page.InputAsync(".drawer input", "车牌号 ");

        Assert.Contains("已经有", page.Find(".drawer .refusal").TextContent);
        Assert.True(page.Find(".drawer-foot .btn-primary").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Archiving_names_how_many_customers_have_it()
    {
        await using var test = await PageTest.StartAsync();
        var (field, customer) = await FilledAsync(test);
        var page = test.Open<FieldsPage>("/settings/fields");
        page.WaitForElement(".field-row");

        await page.InvokeAsync(() => page.FindAll(".field-acts .btn").Last().ClickAsync(new()));
        Assert.Contains("1 位客户", page.Find(".modal").TextContent);
        await page.ClickAsync(".modal .btn-primary");

        page.WaitForAssertion(() => Assert.Contains("已归档", page.Find(".field-rows-archived").TextContent));
        Assert.Empty((await test.Get<FieldEditor>().SheetAsync(customer, test.Admin, default))!.Cells);
        Assert.NotEqual(0, field);
    }

    [Fact]
    public async Task Value_is_edited_where_it_stands()
    {
        await using var test = await PageTest.StartAsync();
        var (_, customer) = await FilledAsync(test);
        var part = test.Bunit.Render<CustomerFields>(p => p.Add(c => c.CustomerId, customer));
        part.WaitForElement(".field-value");
        Assert.Contains("线索", part.Find(".field-value").TextContent);

        await part.ClickAsync(".field-value");
        await part.ChangeAsync("select", "#2");
        await part.SubmitAsync("form");

        part.WaitForAssertion(() => Assert.Contains("商机", part.Find(".field-value").TextContent));
        Assert.Empty(part.FindAll("select"));
    }

    [Fact]
    public async Task Second_operator_sees_both_values_and_chooses()
    {
        await using var test = await PageTest.StartAsync();
        var (field, customer) = await FilledAsync(test);
        var part = test.Bunit.Render<CustomerFields>(p => p.Add(c => c.CustomerId, customer));
        await part.ClickAsync(".field-value");
        await test.Get<FieldEditor>().WriteAsync(customer, [new(field, "商机")], test.Admin, default);

        await part.ChangeAsync("select", "#3");
        await part.SubmitAsync("form");

        part.WaitForAssertion(() => Assert.Contains("成交", part.Find(".clash").TextContent));
        Assert.Contains("商机", part.Find(".clash").TextContent);
        await part.ClickAsync(".fields-save .btn-primary");
        part.WaitForAssertion(() => Assert.Contains("成交", part.Find(".field-value").TextContent));
    }

    [Fact]
    public async Task What_a_value_makes_required_is_asked_for_in_the_same_breath()
    {
        await using var test = await PageTest.StartAsync();
        var (stage, customer) = await FilledAsync(test);
        var won = FieldKit.Is(stage, "3");
        var amount = (await test.Get<FieldDesk>().CreateAsync(new() { Name = "成交金额", Type = FieldType.Money, RequiredWhen = won, VisibleWhen = won }, test.Admin, default)).Value;
        var part = test.Bunit.Render<CustomerFields>(p => p.Add(c => c.CustomerId, customer));
        await part.ClickAsync(".field-value");
        await part.ChangeAsync("select", "#3");
        await part.SubmitAsync("form");

        Assert.Contains("成交金额", part.WaitForElement(".refusal").TextContent);
        await part.ChangeAsync("dd input", "5000");
        await part.SubmitAsync("form");

        part.WaitForAssertion(() => Assert.Contains("¥5,000.00", part.Markup));
        Assert.Equal("5000.00", (await test.Get<FieldEditor>().SheetAsync(customer, test.Admin, default))!.Of(amount)!.Value);
    }

    [Fact]
    public async Task List_shows_chosen_columns_and_filters_by_field()
    {
        await using var test = await PageTest.StartAsync();
        var (field, _) = await FilledAsync(test);
        await test.Get<CustomerEditor>().AddAsync(new() { Name = "没填的" }, test.Admin, default);
        test.Bunit.JSInterop.Setup<bool>("scrmNarrow").SetResult(false);

        var page = test.Open<CustomersPage>($"/customers?cols={field}&f{field}=is.1");

        page.WaitForAssertion(() => Assert.Contains("阶段 线索", page.Find(".chosen").TextContent));
        page.WaitForAssertion(() => Assert.Contains("阶段", page.Find("th.col-own").TextContent));
        page.WaitForAssertion(() => Assert.DoesNotContain("没填的", page.Markup));
    }

    [Fact]
    public async Task Viewer_sees_values_and_no_way_to_change_them()
    {
        await using var test = await PageTest.StartAsync();
        var (_, customer) = await FilledAsync(test);
        var added = await test.Get<MemberBook>().AddAsync(test.Admin, new("周观", "zhouguan", Role.Viewer, 0, ""), default);
        Assert.True(added.Ok);
        await using var db = test.Database.CreateDbContext();
        var member = db.Members.Single(m => m.Name == "周观");
        test.SignIn(new SignedIn(member.Id, member.Name, member.Role, member.SecurityStamp, "", ""));

        var part = test.Bunit.Render<CustomerFields>(p => p.Add(c => c.CustomerId, customer));

        part.WaitForAssertion(() => Assert.Contains("线索", part.Markup));
        Assert.Empty(part.FindAll("button"));
    }

    [Fact]
    public async Task Names_of_fields_and_values_are_text_whatever_they_hold()
    {
        await using var test = await PageTest.StartAsync();
        var customer = (await test.Get<CustomerEditor>().AddAsync(new() { Name = "王小明" }, test.Admin, default)).Value;
        var field = (await test.Get<FieldDesk>().CreateAsync(new() { Name = "<img src=x onerror=1>" }, test.Admin, default)).Value;
        await test.Get<FieldEditor>().WriteAsync(customer, [new(field, "<script>alert(1)</script>")], test.Admin, default);

        var part = test.Bunit.Render<CustomerFields>(p => p.Add(c => c.CustomerId, customer));
        part.WaitForAssertion(() => Assert.Contains("alert(1)", part.Find("dd").TextContent));
        Assert.Empty(part.FindAll("img, script"));
    }

    private static async Task<(int Field, long Customer)> FilledAsync(PageTest test)
    {
        var customer = (await test.Get<CustomerEditor>().AddAsync(new() { Name = "王小明" }, test.Admin, default)).Value;
        var field = (await test.Get<FieldDesk>().CreateAsync(new() { Name = "阶段", Type = FieldType.OneChoice, Options = FieldKit.Options("线索", "商机", "成交") }, test.Admin, default)).Value;
        await test.Get<FieldEditor>().WriteAsync(customer, [new(field, "线索")], test.Admin, default);
        return (field, customer);
    }
}
