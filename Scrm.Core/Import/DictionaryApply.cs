using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Import;

/// <summary>Writes a planned dictionary through the dictionary's own acts; each is its own transaction, and one that is done already changes nothing.</summary>
internal static class DictionaryApply
{
    public static async Task<IReadOnlyList<RowProblem>> RunAsync(
        TagDictionary dictionary, IDbContextFactory<ScrmDbContext> contexts, PlannedDictionary planned, Scope who, CancellationToken cancel)
    {
        var problems = new List<RowProblem>();
        foreach (var group in planned.Groups)
        {
            var (id, refused) = await GroupAsync(dictionary, group, who, cancel);
            if (refused is not null) problems.Add(Refused(group.Row, group.Name));
            else foreach (var tag in group.Tags)
                if (await TagAsync(dictionary, contexts, id, tag, who, cancel) is not null) problems.Add(Refused(tag.Row, tag.Name));
        }
        return problems;
    }

    private static async Task<(int Id, Refusal? Refused)> GroupAsync(TagDictionary dictionary, PlannedGroup group, Scope who, CancellationToken cancel)
    {
        if (group.Stands is { } stands) return (stands.Id, group.Changes ? (await dictionary.EditGroupAsync(stands.Id, stands.Version, group.Edit, who, cancel)).Refused : null);
        var created = await dictionary.CreateGroupAsync(group.Edit with { Name = group.Name }, group.Mode, personal: false, who, cancel);
        return (created.Value, created.Refused);
    }

    private static async Task<Refusal?> TagAsync(
        TagDictionary dictionary, IDbContextFactory<ScrmDbContext> contexts, int group, PlannedTag tag, Scope who, CancellationToken cancel)
    {
        if (tag.Stands is { } stands) return tag.Changes ? (await dictionary.EditTagAsync(stands.Id, stands.Version, tag.Edit, who, cancel)).Refused : null;
        var created = await dictionary.CreateTagAsync(group, tag.Name, tag.Edit.Meaning ?? "", who, cancel);
        if (created.Refused is { } refused) return refused;
        if (tag.Edit is { Pinned: not true, LifetimeDays: null or 0 }) return null;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var version = await db.Tags.Where(t => t.Id == created.Value).Select(t => t.Version).SingleAsync(cancel);
        return (await dictionary.EditTagAsync(created.Value, version, tag.Edit with { Meaning = null }, who, cancel)).Refused;
    }

    private static RowProblem Refused(int row, string name) => new(row, -1, (byte)PlanProblem.DictionaryRefused, name, "", RowLost: true);
}
