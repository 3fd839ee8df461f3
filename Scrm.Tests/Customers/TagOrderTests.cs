using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers;

public sealed class TagOrderTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_the_own_department_picked_within_30_days_comes_first(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var group = await library.GroupAsync("意向课程");
        var (often, ours, longAgo) = (await library.TagAsync(group, "英语"), await library.TagAsync(group, "试听学员"), await library.TagAsync(group, "钢琴"));
        var (mine, theirs) = (await library.MemberAsync("小李", department: 7), await library.MemberAsync("小赵", department: 8));
        Scope Of(Member member) => new(Actor.Member(member.Id), member.Role, member.DepartmentId, [member.Id]);
        foreach (var _ in Enumerable.Range(0, 3)) await library.WriteAsync(Of(mine), [new((await library.CustomerAsync()).Id, longAgo.Id)]);
        library.Clock.Advance(TimeSpan.FromDays(31));
        foreach (var _ in Enumerable.Range(0, 5)) await library.WriteAsync(Of(theirs), [new((await library.CustomerAsync()).Id, often.Id)]);
        await library.WriteAsync(Of(mine), [new((await library.CustomerAsync()).Id, ours.Id)]);

        Assert.Equal(["试听学员", "英语", "钢琴"], await OrderAsync(library, Of(mine)));
        Assert.Equal(["英语", "钢琴", "试听学员"], await OrderAsync(library, Of(theirs)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Counts_are_taken_again_after_ten_minutes(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var tag = await library.TagAsync(await library.GroupAsync("偏好"), "周末有空");
        var member = await library.MemberAsync("小李", department: 7);
        var usage = library.Get<DepartmentUsage>();
        Assert.Empty(await usage.OfAsync(7, default));
        await library.WriteAsync(new(Actor.Member(member.Id), member.Role, 7, [member.Id]), [new((await library.CustomerAsync()).Id, tag.Id)]);

        Assert.Empty(await usage.OfAsync(7, default));
        library.Clock.Advance(DepartmentUsage.CountedAgainAfter);
        Assert.Equal(1, (await usage.OfAsync(7, default))[tag.Id]);
    }

    private static async Task<IEnumerable<string>> OrderAsync(Library library, Scope scope) =>
        (await library.Get<TagChoices>().LoadAsync(scope, default)).Select(c => c.Mark.Name);
}
