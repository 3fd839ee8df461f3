using Microsoft.AspNetCore.Components;
using Scrm.Core;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Web.Account;
using Scrm.Web.Controls;

namespace Scrm.Web.Tags;

/// <summary>What is asked over the page: a merge, an ending, a change of mode.</summary>
public abstract record TagsAsk
{
    public sealed record Merge(TagRow Tag) : TagsAsk;
    /// <summary>The tags to archive or delete; with a group, it goes too where none of <paramref name="Whole"/> was ever assigned.</summary>
    public sealed record End(IReadOnlyList<int> Tags, string What, int GroupId = 0, IReadOnlyList<int>? Whole = null) : TagsAsk;
    public sealed record Mode(GroupRow Group, GroupMode To) : TagsAsk;
}

/// <summary>The state of one open dictionary page and what its parts do with it; one per page.</summary>
public sealed class TagsBoard(TagDictionary dictionary, DictionaryView view, BatchWatch watch, CurrentScope me, NavigationManager go, Notice notice)
{
    public event Func<Task>? Changed;

    public TagsQuery Query { get; private set; } = new();
    public DictionaryPage? Page { get; private set; }
    public Scope? Who { get; private set; }
    public TagsAsk? Ask { get; private set; }

    /// <summary>The tag whose name is being typed over.</summary>
    public int Renaming { get; private set; }
    public bool Adding { get; private set; }

    /// <summary>The batch at work that this page started.</summary>
    public long Batch { get; private set; }

    public GroupRow? Group => Query.GroupId == 0 ? null : Page?.Group(Query.GroupId);
    public bool MayEdit => Who?.MayEditDictionary == true;
    public bool Arranging => Group is { MayEdit: true } group && !Query.Filtered && (Query.Order == TagOrdering.Arranged || group.Mode == GroupMode.Staged);

    public async Task OpenAsync(TagsQuery query)
    {
        Query = query;
        (Renaming, Adding) = (0, Adding && query.Panel.Length == 0);
        await LoadAsync();
    }

    public async Task LoadAsync()
    {
        Who = await me.ScopeAsync();
        Page = await view.ReadAsync(Query.Filter(Who.MemberId), Who);
        if (Changed is { } changed) await changed();
    }

    public void Show(TagsQuery query, bool replace = false) => go.NavigateTo(query.ToUrl(), replace: replace);

    public void Panel(string panel) => Show(Query with { Panel = panel });

    public Task AskAsync(TagsAsk? ask) => SetAsync(() => Ask = ask);

    public Task RenameAsync(int tagId) => SetAsync(() => Renaming = tagId);

    public Task AddAsync(bool adding) => SetAsync(() => Adding = adding);

    /// <summary>Shows the batch on the page and in the top bar; 0 puts it away.</summary>
    public Task WatchAsync(long batch)
    {
        var fresh = batch != 0 && batch != Batch && !watch.Mine.Contains(batch);
        Batch = batch;
        if (fresh) watch.Started(batch);
        return SetAsync(() => { });
    }

    public async Task<bool> EditAsync(TagRow tag, TagEdit edit)
    {
        Renaming = 0;
        var outcome = await dictionary.EditTagAsync(tag.Id, tag.Version, edit, await me.ScopeAsync());
        if (outcome.Refused is { } refusal) notice.Refused(refusal);
        await LoadAsync();
        return outcome.Ok;
    }

    public Task PinAsync(TagRow tag) => EditAsync(tag, new TagEdit { Pinned = !tag.Pinned });

    public async Task CreateAsync(int groupId, string names)
    {
        var created = 0;
        foreach (var name in names.Split(['、', ',', '，', ';', '；', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var outcome = await dictionary.CreateTagAsync(groupId, name, "", await me.ScopeAsync());
            if (outcome.Refused is { } refusal) notice.Refused(refusal);
            else created++;
        }
        if (created > 0) notice.Done(TagsText.Added(created));
        await LoadAsync();
    }

    public async Task MoveTagAsync(int id, int beforeId) => await AfterAsync(await dictionary.MoveTagAsync(id, beforeId, await me.ScopeAsync()), null);

    public async Task MoveGroupAsync(int id, int beforeId) => await AfterAsync(await dictionary.MoveGroupAsync(id, beforeId, await me.ScopeAsync()), null);

    /// <summary>One place up or down, for the keyboard.</summary>
    public Task NudgeAsync(int id, int by)
    {
        var ids = Page!.Tags.Select(t => t.Id).ToList();
        var target = ids.IndexOf(id) + (by < 0 ? -1 : 2);
        return target < 0 || target > ids.Count ? Task.CompletedTask : MoveTagAsync(id, target == ids.Count ? 0 : ids[target]);
    }

    public async Task ArchiveAsync(IReadOnlyList<int> tags)
    {
        var outcome = await dictionary.ArchiveAsync(tags, await me.ScopeAsync());
        if (outcome.Refused is { } refusal) notice.Refused(refusal);
        else if (tags.Count > 0) notice.Done(TagsText.Archived(tags.Count), TagsText.Undo, () => RestoreAsync(tags));
        Ask = null;
        await LoadAsync();
    }

    public async Task RestoreAsync(IReadOnlyList<int> tags) => await AfterAsync(await dictionary.RestoreAsync(tags, await me.ScopeAsync()), TagsText.Restored);

    public async Task DeleteAsync(TagsAsk.End end)
    {
        var who = await me.ScopeAsync();
        var outcome = end.GroupId != 0 ? await dictionary.DeleteGroupAsync(end.GroupId, who) : await dictionary.DeleteTagsAsync(end.Tags, who);
        Ask = null;
        if (notice.Say(outcome, TagsText.Deleted) && end.GroupId != 0) Show(new TagsQuery());
        else await LoadAsync();
    }

    private async Task AfterAsync(Outcome outcome, string? done)
    {
        if (outcome.Refused is { } refusal) notice.Refused(refusal);
        else if (done is not null) notice.Done(done);
        await LoadAsync();
    }

    private async Task SetAsync(Action set)
    {
        set();
        if (Changed is { } changed) await changed();
    }
}
