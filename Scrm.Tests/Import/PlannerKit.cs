using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Import;

/// <summary>A dictionary, members and customers in memory, for the planner alone.</summary>
internal sealed class PlannerKit
{
    private static readonly SheetLayout Layout = new(LayoutKind.Columns, 0, 1, 2, [new(0, "标签", ColumnRole.Tags), new(1, "手机", ColumnRole.Phone)], "");
    private readonly List<TagGroup> groups = [];
    private readonly List<Tag> tags = [];
    private readonly List<(string Name, long Id)> members = [];
    private KnownCustomers known = new();
    private ImportChoices choices = new();
    private long lastId = 1000;

    public Dictionary<long, CustomerFacts> People => known.People;

    public PlannerKit With(ImportChoices choices)
    {
        this.choices = choices;
        return this;
    }

    public PlannerKit Knows(long id, string name = "", string phone = "", string memberNo = "")
    {
        known.People.Add(id, new CustomerFacts(id, fresh: false) { [CustomerField.Name] = name, [CustomerField.Phone] = phone, [CustomerField.MemberNo] = memberNo });
        if (phone.Length > 0) known.Hold(new(IdentityType.Phone, phone), id);
        if (memberNo.Length > 0) known.Hold(new(IdentityType.MemberNo, memberNo), id);
        return this;
    }

    public PlannerKit Near(string memberNo, long id)
    {
        known.NearMemberNos.Add(memberNo, id);
        return this;
    }

    public PlannerKit Member(long id, string name)
    {
        members.Add((name, id));
        return this;
    }

    public PlannerKit Group(string name, GroupMode mode, params string[] names)
    {
        var group = new TagGroup { Id = groups.Count + 1, Name = name, NameKey = Folding.Key(name), Mode = mode };
        groups.Add(group);
        foreach (var (position, tag) in names.Index())
        {
            var id = tags.Count + 1;
            tags.Add(new Tag { Id = id, GroupId = group.Id, Name = tag, NameKey = Folding.Key(tag), Position = position, Slot = Tag.SlotOf(id, group) });
        }
        return this;
    }

    public int TagId(string name) => tags.Single(t => t.Name == name).Id;

    public PlannerKit Archive(string name)
    {
        tags.Single(t => t.Name == name).Status = TagStatus.Archived;
        return this;
    }

    public PlannerKit Merge(string name, string into)
    {
        var tag = tags.Single(t => t.Name == name);
        (tag.Status, tag.MergedIntoId) = (TagStatus.Merged, TagId(into));
        return this;
    }

    public PlannedChunk Plan(params ParsedRow[] rows)
    {
        var book = TagBook.Of(groups, tags);
        var cause = new TagCause(Library.Admin, TagSource.Import, new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc), 1, choices.BackwardsReason);
        var ground = new ImportGround(Layout, choices, new TagNames(book, choices, Library.Admin), members.ToLookup(m => Folding.Key(m.Name), m => m.Id), BusinessTime.Of("Asia/Shanghai"));
        return new ImportPlanner(ground, known, new TagSession(book, cause, known.Standing), () => ++lastId).Plan(rows);
    }
}
