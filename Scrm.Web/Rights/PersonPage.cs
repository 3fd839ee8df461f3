using System.Globalization;
using System.Net;
using System.Text;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Rights;
using Scrm.Web.Controls;
using Scrm.Web.Customers;
using static Scrm.Web.Words;

namespace Scrm.Web.Rights;

/// <summary>One person's data as a page to read, without a script and without anything from elsewhere. Texts are written as texts.</summary>
public sealed class PersonPage
{
    private const string Style = "body{font:14px/1.6 sans-serif;max-width:960px;margin:24px auto;padding:0 16px;color:#1d232c}h2{margin-top:32px;font-size:18px}"
        + "table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #e3e6eb;padding:6px 8px;text-align:left;vertical-align:top}th{color:#545d6b;font-weight:500}";

    private readonly StringBuilder html = new();
    private readonly BusinessTime time;

    private PersonPage(BusinessTime time) => this.time = time;

    public static string Of(PersonFileBook book, BusinessTime time)
    {
        var page = new PersonPage(time);
        page.html.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"{(Chinese ? "zh-CN" : "en")}\"><meta charset=\"utf-8\"><title>{Encode(book.Person.Name)}</title><style>{Style}</style>");
        page.html.Append(CultureInfo.InvariantCulture, $"<h1>{Encode(book.Person.Name)}</h1><p>{Encode(Say("导出时间", "Exported"))} {page.Moment(book.ExportedAt)}</p>");
        page.Person(book);
        page.Touches(book);
        return page.html.ToString();
    }

    private void Person(PersonFileBook book)
    {
        var p = book.Person;
        Table(Say("基本资料", "Details"), [],
        [
            ["OneID", string.Join(", ", p.MergedIds.Prepend(p.OneId))], [CustomerText.Field(CustomerField.Phone), p.Phone],
            [CustomerText.Field(CustomerField.MemberNo), p.MemberNo], [CustomerText.Field(CustomerField.ExternalId), p.ExternalId],
            [CustomerText.Field(CustomerField.Gender), CustomerText.Of(p.Gender)], [CustomerText.Field(CustomerField.Company), p.Company],
            [CustomerText.Field(CustomerField.Region), p.Region], [CustomerText.Field(CustomerField.Remark), p.Remark],
            [CustomerText.Field(CustomerField.Source), p.Source], [CustomerText.Field(CustomerField.Owner), p.Owner],
            [CustomerText.Field(CustomerField.AddedAt), Moment(p.AddedAt)], [RightsText.Consent, $"{LifecycleText.Of(p.Consent)} {p.ConsentSource} {Moment(p.ConsentAt)}"],
            [CustomerText.Field(CustomerField.Stage), LifecycleText.Of(p.Stage)], [Say("价值等级", "Value tier"), LifecycleText.Of(p.Tier)], ["RFM", LifecycleText.Of(p.Rfm)],
            [Say("订单", "Orders"), $"{p.OrderCount} · {MoneyText.Of(p.SpentTotal)}"], [Say("积分", "Points"), $"{p.Points}"],
            .. book.Forecast is { } f ? new string[][] { [Say("复购预测", "Forecast"), $"{f.Alive:0%} · {f.Next30:0.##} / {f.Next90:0.##}"] } : [],
        ]);
        Table(CustomerText.Identities, [Say("类型", "Type"), Say("值", "Value"), Say("首次", "First seen"), Say("最近", "Last seen")],
            book.Identities.Select(i => new[] { CustomerText.Of(i.Type), i.Value, Moment(i.FirstSeen), Moment(i.LastSeen) }));
        Table(Say("客户字段", "Fields"), [], book.Fields.Select(f => new[] { f.Name, f.Value }));
        Table(Say("标签", "Tags"), [Say("标签组", "Group"), Say("标签", "Tag"), Say("从", "Since")], book.Tags.Select(t => new[] { t.Group, t.Tag, Moment(t.Since) }));
        Table(Say("跟进的人", "Members"), [Say("成员", "Member"), Say("从", "Since"), Say("到", "Until"), Say("备注", "Remark"), Say("描述", "Description")],
            book.Relations.Select(r => new[] { r.Member, Moment(r.AddedAt), Moment(r.EndedAt), r.Remark, r.Description }));
    }

    private void Touches(PersonFileBook book)
    {
        string[] when = [Say("时间", "When")];
        Table(Say("订单", "Orders"), [.. when, Say("订单号", "Number"), Say("来源", "Source"), Say("金额", "Amount"), Say("退款", "Refunded"), Say("商品", "Products")],
            book.Orders.Select(o => new[] { Moment(o.PaidAt), o.Number, o.Source, MoneyText.Of(o.Amount), MoneyText.Of(o.Refunded),
                string.Join(", ", o.Lines.Select(l => $"{l.Product} × {l.Quantity}").Concat(o.Refunds.Select(r => r.Reason)).Where(t => t.Length > 0)) }));
        Table(Say("来往", "Touches"), [.. when, Say("行为", "Kind"), Say("来源", "Source"), Say("对象", "About"), Say("内容", "Text"), Say("其他", "More")],
            book.Events.Select(e => new[] { Moment(e.At), Chinese ? e.Known.Name : e.Known.EnglishName, e.Source, e.Subject, e.Text, More(e) }));
        Table(CustomerText.TagLog, [.. when, Say("标签组", "Group"), Say("标签", "Tag"), "", Say("原因", "Reason")],
            book.TagHistory.Select(t => new[] { Moment(t.At), t.Group, t.Tag, t.Removed ? Say("移除", "removed") : Say("加上", "added"), t.Reason }));
        Table(CustomerText.FieldLog, [.. when, Say("字段", "Field"), Say("原来", "Before"), Say("改为", "After")], book.FieldHistory.Select(c => new[]
            { Moment(c.At), c.Detail is { } detail ? CustomerText.Field(detail) : c.Field, Said(c.Detail, c.Old), Said(c.Detail, c.New) }));
        Table(Say("跟进记录", "History of relations"), [.. when, Say("成员", "Member"), Say("变化", "Change"), Say("原因", "Reason"), Say("当时的情况", "Then")],
            book.RelationHistory.Select(r => new[] { Moment(r.At), r.Member, r.To.Length > 0 ? $"{RelationText.Of(r.State)} → {r.To}" : RelationText.Of(r.State), r.Reason, Then(r) }));
        Table(Say("合并", "Merges"), [.. when, Say("保留", "Kept"), Say("并入", "Absorbed"), ""],
            book.Merges.Select(m => new[] { Moment(m.At), $"{m.SurvivorId}", $"{m.AbsorbedId}", m.Undone ? View360Text.Undone : "" }));
    }

    private static string More(PersonEvent e) => string.Join(" · ",
        TimelineText.Figures(e.Known, e.Amount, e.Quantity, e.Seconds).Concat(TimelineText.Properties(e.Known, e.Properties).Select(p => $"{p.Name}: {p.Value}")));

    private static string Then(PersonRelationChange turn) =>
        string.Join(" · ", (turn.StageThen == LifecycleStage.Unknown ? [] : new[] { LifecycleText.Of(turn.StageThen) }).Concat(turn.TagsThen));

    private string Said(CustomerField? detail, string value) => detail switch
    {
        CustomerField.Gender when Enum.TryParse<Gender>(value, true, out var gender) => CustomerText.Of(gender),
        CustomerField.Consent when Enum.TryParse<ConsentState>(value, true, out var consent) => LifecycleText.Of(consent),
        CustomerField.Stage when Enum.TryParse<LifecycleStage>(value, true, out var stage) => LifecycleText.Of(stage),
        CustomerField.AddedAt when DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at) => Moment(at),
        _ => value,
    };

    private void Table(string title, string[] heads, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        html.Append(CultureInfo.InvariantCulture, $"<h2>{Encode(title)}</h2>");
        if (all.Count == 0)
        {
            html.Append("<p>—</p>");
            return;
        }
        html.Append("<table>");
        if (heads.Length > 0) Row("th", heads);
        foreach (var row in all) Row("td", row);
        html.Append("</table>");
    }

    private void Row(string cell, string[] values)
    {
        html.Append("<tr>");
        foreach (var value in values) html.Append(CultureInfo.InvariantCulture, $"<{cell}>{Encode(value.Length > 0 || cell == "th" ? value : "—")}</{cell}>");
        html.Append("</tr>\n");
    }

    private string Moment(DateTime utc) => utc == BusinessTime.Never ? "—" : MomentText.Exact(utc, time);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
