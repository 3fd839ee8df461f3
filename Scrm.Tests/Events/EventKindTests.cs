using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Events;

public sealed class EventKindTests
{
    private static readonly KindDraft Drive = new("试驾", EventDirection.Inbound, "directions_car",
        [new("model", "车型", PropertyType.Choice, true, ["轿车", "越野车"]), new("minutes", "分钟", PropertyType.Number), new("day", "日期", PropertyType.Date), new("bought", "成交", PropertyType.YesNo)]);

    [Theory, OnSqlite, OnPostgres]
    public async Task Own_kind_takes_events_whose_properties_fit(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.WithPhoneAsync("+8613800001234");
        var id = (await library.Get<EventKindEditor>().AddAsync(Drive, Library.Admin, default)).Value;
        (string Properties, EventSkip Expected)[] cases =
        [
            ("""{"model":"轿车","minutes":30,"day":"2026-03-01","bought":true}""", EventSkip.None),
            ("""{"model":"轿车","minutes":null}""", EventSkip.None),
            ("", EventSkip.PropertyMissing),
            ("""{"minutes":3}""", EventSkip.PropertyMissing),
            ("""{"model":"飞机"}""", EventSkip.PropertyUnreadable),
            ("""{"model":"轿车","minutes":"3"}""", EventSkip.PropertyUnreadable),
            ("""{"model":"轿车","day":"1/3/2026"}""", EventSkip.PropertyUnreadable),
            ("""{"model":"轿车","bought":"yes"}""", EventSkip.PropertyUnreadable),
            ("""{"model":"轿车","colour":"红"}""", EventSkip.PropertyUnknown),
        ];

        var person = PersonKey.Read(IdentityType.Phone, "13800001234");
        var skips = await library.AppendAsync([.. cases.Select((c, i) => library.Message(person, $"{i}") with { KindId = id, Properties = c.Properties })]);

        Assert.Equal(cases.Select(c => c.Expected), skips);
        var rows = await library.Get<EventKindEditor>().ListAsync(Library.Admin, default);
        Assert.Equal((2, 33), ((await library.Get<EventKindEditor>().CountAsync(Library.Admin, default))[id], rows.Count));
        Assert.Equal((true, true), (await library.Get<EventKindEditor>().ArchiveAsync(id, true, Library.Admin, default)).Ok is var ok ? (ok, true) : default);
        Assert.Equal([EventSkip.UnknownKind], await library.AppendAsync(library.Message(person, "9") with { KindId = id, Properties = cases[0].Properties }));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Refused_with_its_reason_where_the_kind_cannot_be(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var editor = library.Get<EventKindEditor>();
        var id = (await editor.AddAsync(Drive, Library.Admin, default)).Value;
        (KindDraft Draft, EventRefusal Why)[] cases =
        [
            (Drive, EventRefusal.NameTaken), (Drive with { Name = "浏览页面" }, EventRefusal.NameTaken), (Drive with { Name = "page_view" }, EventRefusal.NameTaken),
            (Drive with { Name = " " }, EventRefusal.NameLength), (Drive with { Name = "新", Icon = "<img>" }, EventRefusal.IconForm),
            (Drive with { Name = "新", Properties = [new("Model", "车型", PropertyType.Text)] }, EventRefusal.PropertyForm),
            (Drive with { Name = "新", Properties = [new("a", "", PropertyType.Text)] }, EventRefusal.PropertyForm),
            (Drive with { Name = "新", Properties = [new("a", "甲", PropertyType.Text), new("a", "乙", PropertyType.Text)] }, EventRefusal.PropertyTwice),
            (Drive with { Name = "新", Properties = [new("", "车型", PropertyType.Text), new("cx", "车系", PropertyType.Text)] }, EventRefusal.PropertyTwice),
            (Drive with { Name = "新", Properties = [new("a", "甲", PropertyType.Choice, Choices: [" "])] }, EventRefusal.ChoicesMissing),
            (Drive with { Name = "新", Properties = [.. Enumerable.Range(0, 21).Select(i => new KindProperty($"a{i}", "甲", PropertyType.Text))] }, EventRefusal.TooManyProperties),
        ];

        foreach (var (draft, why) in cases) Assert.Equal(why, (await editor.AddAsync(draft, Library.Admin, default)).Refused?.Why);
        Assert.Equal(EventRefusal.NotAllowed, (await editor.AddAsync(Drive with { Name = "新" }, Library.Admin with { Role = Role.Operator }, default)).Refused!.Why);
        Assert.True((await editor.EditAsync(id, 0, Drive with { Name = "预约试驾" }, Library.Admin, default)).Ok);
        Assert.Equal(EventRefusal.ChangedMeanwhile, (await editor.EditAsync(id, 0, Drive, Library.Admin, default)).Refused!.Why);
        Assert.Equal(EventRefusal.Gone, (await editor.EditAsync(KindId.Call, 0, Drive, Library.Admin, default)).Refused!.Why);
    }
}
