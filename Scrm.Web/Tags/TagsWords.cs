using Scrm.Core;
using Scrm.Core.Tags;
using static Scrm.Web.Words;

namespace Scrm.Web.Tags;

/// <summary>Refusals and lines of history as sentences.</summary>
public static class TagsWords
{
    public static string Refused(TagRefusal why, object[] values) => why switch
    {
        TagRefusal.NotAllowed => Say($"「{values[0]}」你没有权限改", $"You may not change “{values[0]}”"),
        TagRefusal.Gone => Say("已经不在了，可能刚被别人删除", "It is gone; somebody may have just deleted it"),
        TagRefusal.NameMissing => Say("写上名称", "Give it a name"),
        TagRefusal.NameTooLong => Say($"名称最多 {values[0]} 个字", $"A name has {values[0]} characters at most"),
        TagRefusal.NameTaken => Taken($"{values[0]}", values.ElementAtOrDefault(1) as TagStatus?),
        TagRefusal.ChangedMeanwhile => Clashed(values),
        TagRefusal.ColorUnknown => Say("颜色不对", "Unknown colour"),
        TagRefusal.TextTooLong => Say($"文字最多 {values[0]} 个字", $"A text has {values[0]} characters at most"),
        TagRefusal.HasHistory => Say($"「{values[0]}」打给过客户，只能归档", $"“{values[0]}” was assigned to customers; it can only be archived"),
        TagRefusal.HasMerged => Say($"有 {values[1]} 个标签合并到「{values[0]}」，不能删除", $"{values[1]} tags are merged into “{values[0]}”; it stays"),
        TagRefusal.NeededBy => Say($"这些字段的条件用到「{values[0]}」：{values[1]}，不能删除", $"Conditions of these fields need “{values[0]}”: {values[1]}; it stays"),
        TagRefusal.NotActive => Say($"「{values[0]}」不在用", $"“{values[0]}” is not in use"),
        TagRefusal.Merged => Say($"「{values[0]}」已合并到「{values[1]}」", $"“{values[0]}” was merged into “{values[1]}”"),
        TagRefusal.SameTag => Say("不能合并到自己", "A tag cannot be merged into itself"),
        TagRefusal.PersonalAndCompany => Say("个人标签不能和企业标签合并，用「升为企业标签」", "Personal and company tags do not merge; promote them instead"),
        TagRefusal.NothingToPromote => Say("用它的成员不够了，没有升级", "Too few members use it now; nothing was promoted"),
        TagRefusal.UnknownPack => Say("没有这个行业字典", "There is no such pack"),
        TagRefusal.Busy => Say($"「{values[0]}」正在合并或改模式，等它完成", $"“{values[0]}” is being merged or changed; wait until it is done"),
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };

    /// <summary>A change that an undo left alone, and why where nobody changed it.</summary>
    public static string Left(DictionaryLeftAlone left)
    {
        var what = string.Join(" · ", new[] { left.Group, left.Tag }.Where(name => name.Length > 0));
        if (left.Field.Length > 0) what += $" · {Field(left.Field)}";
        if (left.ChangedAt != BusinessTime.Never) return what;
        return left.Uses > 0 ? $"{what} · {Say($"{left.Uses:#,0} 位客户在用", $"{left.Uses:#,0} customers have it")}" : $"{what} · {Say("还在用", "still in use")}";
    }

    public static string Field(string field) => field switch
    {
        "name" => TagsText.Name,
        "class" => TagsText.Class,
        "mode" => TagsText.Mode,
        "locked" => TagsText.Locked,
        "assignable" => TagsPanelText.AssignLocked,
        "stewards" => TagsPanelText.Stewards,
        "visibleTo" => TagsPanelText.VisibleTo,
        "color" => TagsPanelText.Color,
        "cycle" => TagsPanelText.Cycle,
        "description" => TagsPanelText.Description,
        "meaning" => TagsText.Meaning,
        "pinned" => TagsPanelText.Pinned,
        "lifetime" => TagsPanelText.Lifetime,
        "review" => TagsPanelText.Review,
        _ => field,
    };

    /// <summary>A stored value in the operator's words; <paramref name="members"/> turns ids into names.</summary>
    public static string Value(string field, string value, Func<string, string> members) => field switch
    {
        "class" when Enum.TryParse<GroupClass>(value, out var c) => TagsText.Of(c),
        "mode" when Enum.TryParse<GroupMode>(value, out var m) => TagsText.Of(m),
        "cycle" when Enum.TryParse<UpdateCycle>(value, out var u) => TagsText.Of(u),
        "locked" or "assignable" or "pinned" => value == "1" ? Say("是", "yes") : Say("否", "no"),
        "stewards" or "visibleTo" => value.Length == 0 ? "—" : members(value),
        _ => value.Length == 0 ? "—" : value,
    };

    public static string Act(HistoryRow line, Func<string, string> members) => line.Act switch
    {
        DictionaryAct.GroupCreated => Say($"新建标签组「{line.Subject}」", $"Created the group “{line.Subject}”"),
        DictionaryAct.GroupEdited => Changed(line, Say("标签组", "group"), members),
        DictionaryAct.GroupsReordered => Say($"移动标签组「{line.Subject}」", $"Moved the group “{line.Subject}”"),
        DictionaryAct.GroupDeleted => Say($"删除标签组「{line.Subject}」", $"Deleted the group “{line.Subject}”"),
        DictionaryAct.TagCreated => Say($"新建标签「{line.Subject}」", $"Created the tag “{line.Subject}”"),
        DictionaryAct.TagEdited => Changed(line, Say("标签", "tag"), members),
        DictionaryAct.TagsReordered => Say($"移动标签「{line.Subject}」", $"Moved the tag “{line.Subject}”"),
        DictionaryAct.TagArchived => Say($"归档「{line.Subject}」", $"Archived “{line.Subject}”"),
        DictionaryAct.TagRestored => Say($"恢复「{line.Subject}」", $"Restored “{line.Subject}”"),
        DictionaryAct.TagMerged => Say($"「{line.Old}」合并到「{line.New}」", $"Merged “{line.Old}” into “{line.New}”"),
        DictionaryAct.TagDeleted => Say($"删除「{line.Subject}」", $"Deleted “{line.Subject}”"),
        DictionaryAct.TagPromoted => Say($"个人标签「{line.Old}」升为企业标签", $"Promoted the personal tag “{line.Old}”"),
        _ => Say($"安装行业字典「{PackName(line.Subject)}」，{line.New.Split('/')[0]} 个组、{line.New.Split('/')[^1]} 个标签",
            $"Installed “{PackName(line.Subject)}”: {line.New.Split('/')[0]} groups, {line.New.Split('/')[^1]} tags"),
    };

    private static string PackName(string key) => IndustryPacks.Find(key) is { } pack ? Account.AccountText.Of(pack.Name) : key;

    private static string Changed(HistoryRow line, string what, Func<string, string> members)
    {
        var (old, fresh) = (Value(line.Field, line.Old, members), Value(line.Field, line.New, members));
        return Say($"{what}「{line.Subject}」的{Field(line.Field)}：{old} → {fresh}", $"{Field(line.Field)} of the {what} “{line.Subject}”: {old} → {fresh}");
    }

    private static string Taken(string name, TagStatus? status) => status switch
    {
        TagStatus.Archived => Say($"「{name}」已有，但归档了；恢复它就能用", $"“{name}” exists but is archived; restore it"),
        TagStatus.Merged => Say($"「{name}」已合并到别的标签，换个名称", $"“{name}” was merged into another tag; choose another name"),
        _ => Say($"已经有「{name}」了", $"There is a “{name}” already"),
    };

    private static string Clashed(object[] values)
    {
        if (values.ElementAtOrDefault(1) is not IReadOnlyList<Clash> { Count: > 0 } clashes) return Say($"「{values[0]}」刚被别人改过，再试一次", $"“{values[0]}” was just changed; try again");
        var c = clashes[0];
        var (theirs, yours) = (Value(c.Field, c.Theirs, x => x), Value(c.Field, c.Yours, x => x));
        return Say($"没有保存：{Field(c.Field)}已被别人改成「{theirs}」，你的是「{yours}」", $"Not saved: somebody changed {Field(c.Field)} to “{theirs}”; yours was “{yours}”");
    }
}
