using Scrm.Core.Tags;

namespace Scrm.Web.Api;

/// <summary>What a call may say of a tag group; what is left out stays as it is.</summary>
internal record GroupFields
{
    public string? Name { get; init; }
    public GroupClass? Class { get; init; }
    public bool? Locked { get; init; }
    public bool? AssignableWhenLocked { get; init; }
    public IReadOnlyList<long>? Stewards { get; init; }
    public IReadOnlyList<long>? VisibleTo { get; init; }
    public string? Color { get; init; }
    public UpdateCycle? Cycle { get; init; }
    public string? Description { get; init; }

    public GroupEdit Edit() => new()
    {
        Name = Name, Class = Class, Locked = Locked, AssignableWhenLocked = AssignableWhenLocked, Stewards = Ids(Stewards, "stewards"),
        VisibleTo = Ids(VisibleTo, "visibleTo"), Color = Color, Cycle = Cycle, Description = Description,
    };

    private const int Most = 500;

    private static IReadOnlyList<long>? Ids(IReadOnlyList<long>? ids, string member) => 
        ids is null || (ids.Count <= Most && ids.All(id => id > 0)) ? ids : throw ApiRefused.Member(member);
}

internal sealed record NewGroup : GroupFields
{
    public GroupMode Mode { get; init; }
}

internal sealed record GroupPatch : GroupFields
{
    /// <summary>The version that was read; somebody else's edit in between is not lost.</summary>
    public required int Version { get; init; }
}

internal sealed record ModeInput(GroupMode Mode);

internal sealed record ModeOrderInput(GroupMode Mode, int Version);

/// <summary>The one before which to stand; 0 = at the end.</summary>
internal sealed record MoveInput(int Before);

internal sealed record NewTag
{
    public required int GroupId { get; init; }
    public required string Name { get; init; }
    public string Meaning { get; init; } = "";
}

internal sealed record TagPatch
{
    public required int Version { get; init; }
    public string? Name { get; init; }
    public string? Meaning { get; init; }
    public bool? Pinned { get; init; }
    public int? LifetimeDays { get; init; }
    public DateTime? ReviewDue { get; init; }

    public TagEdit Edit() => new() { Name = Name, Meaning = Meaning, Pinned = Pinned, LifetimeDays = LifetimeDays, ReviewDue = ReviewDue };
}

internal sealed record TagIds(IReadOnlyList<int> Ids)
{
    private const int Most = 500;

    public IReadOnlyList<int> Checked() => Ids.Count is > 0 and <= Most ? Ids : throw ApiRefused.Member("ids");
}

internal sealed record MergeInput(int Into);

internal sealed record PromotionInput(string NameKey, int GroupId);
