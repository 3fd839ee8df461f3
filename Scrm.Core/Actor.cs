namespace Scrm.Core;

public enum ActorKind : byte { System = 0, Member = 1, ApiKey = 2, Rule = 3, WeCom = 4 }

/// <summary>Who or what wrote something: a member, an API key, a rule, the WeCom callback or a job of the system (id 0).</summary>
public readonly record struct Actor(ActorKind Kind, long Id)
{
    public static readonly Actor System = new(ActorKind.System, 0);

    public static Actor Member(long id) => new(ActorKind.Member, id);

    public static Actor ApiKey(long id) => new(ActorKind.ApiKey, id);

    /// <summary>The member's id, or 0 where no member acted.</summary>
    public long MemberId => Kind == ActorKind.Member ? Id : 0;
}
