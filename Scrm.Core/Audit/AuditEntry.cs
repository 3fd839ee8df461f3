using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Audit;

public enum AuditAct : byte
{
    SignedIn, SignInFailed, SignedOut, PasswordChanged, MemberAdded, MemberEdited, MemberDisabled, DepartmentEdited, CompanyEdited,
    ApiKeyCreated, ApiKeyRevoked, PhoneRevealed, CustomersExported, DictionaryExported, CustomersImported, BatchUndone,
    CustomersMerged, MergeUndone, PersonExported, PersonErased, ConsentChanged, CustomersHandedOver, FieldEdited, SourceEdited, EventKindEdited, SettingEdited, SiteEdited,
    LinkEdited, TwoStepChanged, IdentityRevealed, ValueBlocked, ValueUnblocked, StaffPhoneChanged, DictionaryImported, LostCustomersExported, PersonErasedAgain,
}

/// <summary>One audited act. Never holds the personal data it is about, only ids and counts.</summary>
public sealed class AuditEntry
{
    public long Id { get; private set; }
    public DateTime At { get; init; }
    public ActorKind ActorKind { get; init; }
    public long ActorId { get; init; }
    public AuditAct Act { get; init; }
    public long SubjectId { get; init; }

    /// <summary>Rows concerned, where the act has a number.</summary>
    public int Count { get; init; }
    public string Detail { get; init; } = "";
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_entries");
        entry.HasIndex(e => e.At);
    }
}
