using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Team;

public enum Role : byte { Viewer = 0, Sales = 1, Operator = 2, Admin = 3 }

/// <summary>A person of the team, with or without a login.</summary>
public sealed class Member
{
    public long Id { get; private set; }
    public string Name { get; set; } = "";
    public Role Role { get; set; }
    public long DepartmentId { get; set; }
    public bool Enabled { get; set; } = true;
    public string WeComUserId { get; set; } = "";

    /// <summary>In E.164, or empty; a phone of staff is nobody's identity.</summary>
    public string Phone { get; set; } = "";

    /// <summary>The sign-in name, lower case; empty for a member who does not sign in.</summary>
    public string Login { get; set; } = "";
    public string PasswordHash { get; set; } = "";

    /// <summary>Changes with the password, the role and on disabling: sessions that carry an older one end.</summary>
    public string SecurityStamp { get; set; } = "";
    public int FailedSignIns { get; set; }
    public DateTime LockedUntil { get; set; } = BusinessTime.Never;

    /// <summary>"zh-CN", "en", or empty for the company's.</summary>
    public string Language { get; set; } = "";

    /// <summary>"light", "dark", or empty for the system's.</summary>
    public string Theme { get; set; } = "";

    /// <summary>"comfortable", or empty for compact rows.</summary>
    public string Density { get; set; } = "";

    /// <summary>The own fields last chosen as columns of the customer list, their ids with commas.</summary>
    public string ListColumns { get; set; } = "";

    /// <summary>The encrypted secret of the second sign-in step; empty = one step.</summary>
    public string TotpSecret { get; set; } = "";
    public DateTime CreatedAt { get; set; }
    public int Version { get; set; }
}

/// <summary>A department of the tree; escalations go to its manager, who sees what its members see.</summary>
public sealed class Department
{
    public long Id { get; private set; }
    public string Name { get; set; } = "";
    public long ParentId { get; set; }
    public long ManagerId { get; set; }
    public int Position { get; set; }
}

/// <summary>The one company this installation serves (id 1).</summary>
public sealed class Company
{
    public long Id { get; set; } = 1;
    public string Name { get; set; } = "";
    public string Zone { get; set; } = BusinessTime.DefaultZone;
    public string Language { get; set; } = "zh-CN";
    public DateTime SetUpAt { get; set; } = BusinessTime.Never;

    /// <summary>A personal tag that this many members use is proposed for the company's dictionary.</summary>
    public int PromoteAtMembers { get; set; } = 3;
}

internal sealed class MemberConfiguration : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> member)
    {
        member.ToTable("members");
        member.Property(m => m.Name).HasMaxLength(60);
        member.Property(m => m.Login).HasMaxLength(120);
        member.Property(m => m.Version).IsConcurrencyToken();
        member.Property(m => m.Phone).HasMaxLength(32);
        member.HasIndex(m => m.Login).IsUnique().HasFilter("login <> ''");
    }
}

internal sealed class DepartmentConfiguration : IEntityTypeConfiguration<Department>
{
    public void Configure(EntityTypeBuilder<Department> department) => department.ToTable("departments").Property(d => d.Name).HasMaxLength(60);
}

internal sealed class CompanyConfiguration : IEntityTypeConfiguration<Company>
{
    public void Configure(EntityTypeBuilder<Company> company)
    {
        company.ToTable("company");
        company.Property(c => c.Id).ValueGeneratedNever();
    }
}
