using Scrm.Core.Team;

namespace Scrm.Core.Tags;

/// <summary>Why the writer left something as it was. None: it did it.</summary>
public enum TagSkip : byte
{
    None, AlreadyThere, NotThere, UnknownTag, Archived, LockedGroup, SomebodyElsesPersonalTag, NotVisible, StageBackwards, AddedByOthers,
    MayNotTag, OutOfScope, LaterInSameBatch, ChangedSince, SlotTaken,
}

/// <summary>What stands in a slot of a customer now.</summary>
internal readonly record struct Standing(int TagId, long Since, long Expires, TagSource Source, long AddedBy, long BatchId);

/// <summary>The rules of the dictionary, as pure decisions. The same for a click, a batch, an import, the API and everything that will write tags.</summary>
internal static class TagPolicy
{
    /// <summary>Whether this person may put tags of the group on a customer or take them off at all.</summary>
    public static TagSkip MayTouch(TagGroup group, Scope who)
    {
        if (!who.MayTag) return TagSkip.MayNotTag;
        if (group.Personal) return who.MemberId == group.OwnerId || who.Actor.Kind == ActorKind.System ? TagSkip.None : TagSkip.SomebodyElsesPersonalTag;
        if (group.VisibleTo.Count > 0 && who.Role < Role.Admin && !group.VisibleTo.Contains(who.DepartmentId) && !group.Stewards.Contains(who.MemberId))
            return TagSkip.NotVisible;
        return group.Locked && !group.AssignableWhenLocked && !MayEdit(group, who) ? TagSkip.LockedGroup : TagSkip.None;
    }

    /// <summary>Whether this person may change the group and its tags in the dictionary.</summary>
    public static bool MayEdit(TagGroup group, Scope who)
    {
        if (group.Personal) return who.MemberId == group.OwnerId;
        if (who.Role == Role.Admin || who.Actor.Kind == ActorKind.System) return true;
        return group.Locked ? group.Stewards.Contains(who.MemberId) : who.MayEditDictionary || group.Stewards.Contains(who.MemberId);
    }

    /// <summary>Whether the group is there at all for this person; personal groups are their owner's, and Admin's for audit.</summary>
    public static bool MaySee(TagGroup group, Scope who) => group.Personal
        ? who.MemberId == group.OwnerId || who.Role == Role.Admin
        : who.Role >= Role.Operator || group.VisibleTo.Count == 0 || group.VisibleTo.Contains(who.DepartmentId) || group.Stewards.Contains(who.MemberId);

    public static TagSkip DecideAdd(TagBook book, Tag tag, Standing? now, Scope who, bool reasonGiven)
    {
        if (tag.Status == TagStatus.Archived) return TagSkip.Archived;
        var group = book.GroupOf(tag);
        if (MayTouch(group, who) is var no and not TagSkip.None) return no;
        if (now is not { } standing) return TagSkip.None;
        if (standing.TagId == tag.Id) return TagSkip.AlreadyThere;
        if (group.Mode == GroupMode.Staged && !reasonGiven && book.Tag(standing.TagId) is { } old && tag.Position < old.Position) return TagSkip.StageBackwards;
        return MayDisplace(group, standing, who);
    }

    public static TagSkip DecideRemove(TagBook book, Tag tag, Standing? now, Scope who)
    {
        var group = book.GroupOf(tag);
        if (MayTouch(group, who) is var no and not TagSkip.None) return no;
        if (now is not { } standing || standing.TagId != tag.Id) return TagSkip.NotThere;
        return MayDisplace(group, standing, who, removing: true);
    }

    /// <summary>Sales take off what they put on themselves, and move a customer along the company's exclusive groups; the rest stays with operators.</summary>
    private static TagSkip MayDisplace(TagGroup group, Standing standing, Scope who, bool removing = false) =>
        who.Role >= Role.Operator || group.Personal || standing.AddedBy == who.MemberId || (!removing && !group.Locked) ? TagSkip.None : TagSkip.AddedByOthers;
}
