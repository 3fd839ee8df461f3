using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>A tag as the picker offers it. <paramref name="Locked"/>: why this person may not put it on; None where they may.</summary>
public sealed record TagChoice(TagMark Mark, GroupMode Mode, bool Pinned, int Uses, string Meaning, TagSkip Locked);

/// <summary>The tags a person can choose from, group by group; inside a group pinned ones first, then what the member's department picks most, then the most used, then by hand.</summary>
public sealed class TagChoices(IDbContextFactory<ScrmDbContext> contexts, DepartmentUsage usage)
{
    public async Task<IReadOnlyList<TagChoice>> LoadAsync(Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var picked = await usage.OfAsync(scope.DepartmentId, cancel);
        var book = await TagBook.LoadAsync(db, cancel);
        return [.. book.Tags.Where(t => t.Status == TagStatus.Active).Select(t => (Tag: t, Group: book.GroupOf(t))).Where(t => TagPolicy.MaySee(t.Group, scope))
            .OrderBy(t => t.Group.Position).ThenBy(t => t.Group.Id).ThenByDescending(t => t.Tag.Pinned)
            .ThenByDescending(t => t.Group.Mode == GroupMode.Staged ? 0 : picked.GetValueOrDefault(t.Tag.Id))
            .ThenByDescending(t => t.Group.Mode == GroupMode.Staged ? 0 : t.Tag.Uses).ThenBy(t => t.Tag.Position).ThenBy(t => t.Tag.Id)
            .Select(t => new TagChoice(TagMark.Of(t.Tag, t.Group), t.Group.Mode, t.Tag.Pinned, t.Tag.Uses, t.Tag.Meaning, TagPolicy.MayTouch(t.Group, scope)))];
    }
}
