using Scrm.Core.Customers;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Demo;

/// <summary>One thing somebody did in a week: clicks of their own (no title), or a bulk act with a title.</summary>
internal sealed record DemoAct(Member By, int Day, string? Title, IReadOnlyList<TagOrder> Orders);

/// <summary>Who tags whom with what in each week of the demo year; the same numbers on every run.</summary>
internal sealed class DemoYear(TagBook book, IReadOnlyList<Customer> customers, IReadOnlyList<Member> members, DateTime start, Random random)
{
    private readonly Dictionary<long, int> stages = [];

    private TagGroup[] Groups(GroupMode mode) => [.. book.Groups.Where(g => g.Mode == mode && !g.Personal)];

    private Tag[] TagsOf(TagGroup group) => [.. book.Tags.Where(t => t.GroupId == group.Id && t.Status == TagStatus.Active).OrderBy(t => t.Position)];

    public IEnumerable<DemoAct> Week(int week)
    {
        var newcomers = customers.Where(c => WeekOf(c) == week).ToList();
        foreach (var owner in newcomers.GroupBy(c => c.OwnerId))
            yield return new DemoAct(members.FirstOrDefault(m => m.Id == owner.Key) ?? Operator, 1, null, [.. owner.SelectMany(Welcome)]);
        var known = customers.Where(c => WeekOf(c) < week).ToList();
        if (known.Count == 0) yield break;
        yield return new DemoAct(Operator, 3, null, [.. Sample(known, 5).SelectMany(Move)]);
        yield return new DemoAct(Operator, 4, null, [.. Sample(known, 3).Select(c => Any(c, GroupMode.Many))]);
        if (week % 4 == 3) yield return Campaign(known);
    }

    private Member Operator => members.First(m => m.Role == Role.Operator);

    /// <summary>The week of the first talk: the one after the customer was added.</summary>
    private int WeekOf(Customer customer) => (int)Math.Floor((customer.AddedAt - start).TotalDays / 7) + 1;

    /// <summary>A newcomer's first talk: the first stage, most of the exclusive facts, one or two others. One in ten is never tagged.</summary>
    private IEnumerable<TagOrder> Welcome(Customer customer)
    {
        if (random.Next(10) == 0) yield break;
        foreach (var group in Groups(GroupMode.Staged)) yield return new TagOrder(customer.Id, TagsOf(group)[0].Id);
        foreach (var group in Groups(GroupMode.One))
            if (random.Next(10) < 6) yield return new TagOrder(customer.Id, Favourite(TagsOf(group)).Id);
        for (var more = random.Next(1, 4); more > 0; more--) yield return Any(customer, GroupMode.Many);
    }

    private IEnumerable<TagOrder> Move(Customer customer)
    {
        foreach (var group in Groups(GroupMode.Staged))
        {
            var ladder = TagsOf(group);
            var stage = stages[customer.Id] = Math.Min(stages.GetValueOrDefault(customer.Id) + 1, ladder.Length - 1);
            yield return new TagOrder(customer.Id, ladder[stage].Id);
        }
    }

    private DemoAct Campaign(List<Customer> known)
    {
        var groups = Groups(GroupMode.Many);
        var tag = Favourite(TagsOf(groups[random.Next(groups.Length)]));
        return new DemoAct(members.Last(m => m.Role == Role.Operator), 5, tag.Name, [.. Sample(known, 8).Select(c => new TagOrder(c.Id, tag.Id))]);
    }

    private TagOrder Any(Customer customer, GroupMode mode)
    {
        var groups = Groups(mode);
        return new TagOrder(customer.Id, Favourite(TagsOf(groups[random.Next(groups.Length)])).Id);
    }

    /// <summary>Some tags are used far more than others, as everywhere.</summary>
    private Tag Favourite(Tag[] tags) => tags[(int)(tags.Length * random.NextDouble() * random.NextDouble())];

    private IEnumerable<Customer> Sample(List<Customer> from, int percent)
    {
        foreach (var customer in from)
            if (random.Next(100) < percent) yield return customer;
    }
}
