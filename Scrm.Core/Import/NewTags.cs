using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Import;

/// <summary>Creates the tags and groups that the operator chose for unknown names, before the first row is applied. Done twice, it does nothing the second time.</summary>
internal static class NewTags
{
    public static async Task<(List<int> Created, Refusal? Refused)> CreateAsync(
        TagDictionary dictionary, IDbContextFactory<ScrmDbContext> contexts, ImportPlan plan, ImportChoices choices, Scope who, CancellationToken cancel)
    {
        var created = new List<int>();
        var groups = new Dictionary<string, int>();
        foreach (var unknown in plan.Unknown)
        {
            if (!choices.Tags.TryGetValue(unknown.Key, out var choice) || choice.Act != UnknownTagAct.Create) continue;
            var (group, refused) = await GroupAsync(dictionary, contexts, choice, groups, who, cancel);
            if (refused is not null) return (created, refused);
            var tag = await dictionary.CreateTagAsync(group, unknown.Name, "", who, cancel);
            if (tag.Ok) created.Add(tag.Value);
            else if (tag.Refused is not { Why: TagRefusal.NameTaken }) return (created, tag.Refused);
        }
        return (created, null);
    }

    private static async Task<(int Id, Refusal? Refused)> GroupAsync(
        TagDictionary dictionary, IDbContextFactory<ScrmDbContext> contexts, UnknownTagChoice choice, Dictionary<string, int> groups, Scope who, CancellationToken cancel)
    {
        if (choice.GroupId != 0) return (choice.GroupId, null);
        var key = Folding.Key(choice.NewGroup);
        if (groups.TryGetValue(key, out var known)) return (known, null);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.TagGroups.Where(g => g.OwnerId == 0 && g.NameKey == key).Select(g => g.Id).FirstOrDefaultAsync(cancel) is not 0 and var existing) return (groups[key] = existing, null);
        var group = await dictionary.CreateGroupAsync(new GroupEdit { Name = choice.NewGroup }, choice.NewMode, personal: false, who, cancel);
        return group.Ok ? (groups[key] = group.Value, null) : (0, group.Refused);
    }
}
